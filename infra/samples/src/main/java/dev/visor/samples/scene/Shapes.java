package dev.visor.samples.scene;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** The few outlines that everything is made of. Coordinates are of the current unit; y grows downwards. */
final class Shapes {
    private Shapes() {}

    static Shape circle(double x, double y, double radius) {
        return oval(x, y, radius, radius);
    }

    static Shape oval(double x, double y, double radiusX, double radiusY) {
        return new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY);
    }

    static Shape box(double x, double y, double width, double height) {
        return new Rectangle2D.Double(x, y, width, height);
    }

    static Shape roundBox(double x, double y, double width, double height, double radius) {
        return new RoundRectangle2D.Double(x, y, width, height, 2 * radius, 2 * radius);
    }

    /** A closed outline through points given as x, y, x, y… */
    static Shape polygon(double... points) {
        Path2D path = path(points);
        path.closePath();
        return path;
    }

    /** An open outline through points given as x, y, x, y… */
    static Path2D path(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        return path;
    }

    /**
     * The part of an oval above a rim: a helmet's shell, hair, a cap. The rim runs from {@code rimBack} on the left to
     * {@code rimFront} on the right.
     */
    static Shape dome(double radiusX, double radiusY, double rimBack, double rimFront) {
        Path2D path = new Path2D.Double();
        double k = 0.5523;
        path.moveTo(-radiusX, 0);
        path.curveTo(-radiusX, -k * radiusY, -k * radiusX, -radiusY, 0, -radiusY);
        path.curveTo(k * radiusX, -radiusY, radiusX, -k * radiusY, radiusX, 0);
        path.lineTo(radiusX * 0.97, rimFront);
        path.lineTo(-radiusX * 0.97, rimBack);
        path.closePath();
        return path;
    }
}
