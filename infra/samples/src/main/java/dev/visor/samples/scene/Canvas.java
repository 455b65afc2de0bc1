package dev.visor.samples.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws twice: the picture, and a map of which head each pixel belongs to. The second one gives a head's box to the
 * pixel, and how much of it nearer things left visible, whatever they are.
 */
final class Canvas {
    private static final int NO_HEAD = 0;

    private final int width;
    private final int height;
    private final BufferedImage picture;
    private final Graphics2D colours;
    private final Graphics2D owners;
    private final int[] ownerPixels;
    private final List<DrawnHead> heads = new ArrayList<>();
    private int owner = NO_HEAD;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        BufferedImage map = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.ownerPixels = ((DataBufferInt) map.getRaster().getDataBuffer()).getData();
        this.colours = picture.createGraphics();
        this.owners = map.createGraphics();
        colours.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        colours.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        owners.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    BufferedImage picture() {
        return picture;
    }

    /** Runs {@code drawing} in coordinates that {@code transform} maps to the current ones. */
    void within(AffineTransform transform, Runnable drawing) {
        AffineTransform before = colours.getTransform();
        colours.transform(transform);
        owners.transform(transform);
        drawing.run();
        colours.setTransform(before);
        owners.setTransform(before);
    }

    void fill(Paint paint, Shape shape) {
        colours.setPaint(paint);
        colours.fill(shape);
        owners.setColor(new Color(owner));
        owners.fill(shape);
    }

    /** A light or a shine: seen, but hides nothing. */
    void glaze(Paint paint, Shape shape) {
        colours.setPaint(paint);
        colours.fill(shape);
    }

    void line(Paint paint, double thickness, Shape shape) {
        BasicStroke stroke = new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        fill(paint, stroke.createStrokedShape(shape));
    }

    /**
     * Everything that {@code drawing} fills is one head.
     *
     * @param area what it covers when nothing is cut off or hidden, in square units of the current coordinates
     */
    void head(HeadClass headClass, double area, Runnable drawing) {
        int id = heads.size() + 1;
        owner = id;
        drawing.run();
        owner = NO_HEAD;
        int left = width;
        int right = -1;
        int top = height;
        int bottom = -1;
        int pixels = 0;
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                if ((ownerPixels[i] & 0xffffff) == id) {
                    pixels++;
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
        }
        LabelledHead box = new LabelledHead(headClass, left, top, right - left + 1.0, bottom - top + 1.0);
        double expected = area * Math.abs(colours.getTransform().getDeterminant());
        heads.add(new DrawnHead(id, box, pixels, expected));
    }

    /** The heads in the order they were drawn, with what is still visible of each of them now. */
    List<SeenHead> seenHeads() {
        int[] visible = new int[heads.size() + 1];
        for (int pixel : ownerPixels) {
            visible[pixel & 0xffffff]++;
        }
        return heads.stream()
                .map(head -> new SeenHead(head.box, visible[head.id] / Math.max(head.expected, head.pixels)))
                .toList();
    }

    void close() {
        colours.dispose();
        owners.dispose();
    }

    private record DrawnHead(int id, LabelledHead box, int pixels, double expected) {}

    /** A head and the share of it, 0..1, that is inside of the picture and hidden by nothing. */
    record SeenHead(LabelledHead box, double visible) {}
}
