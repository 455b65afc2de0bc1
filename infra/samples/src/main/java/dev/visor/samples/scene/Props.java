package dev.visor.samples.scene;

import static dev.visor.samples.scene.Shapes.box;
import static dev.visor.samples.scene.Shapes.circle;
import static dev.visor.samples.scene.Shapes.oval;
import static dev.visor.samples.scene.Shapes.path;
import static dev.visor.samples.scene.Shapes.polygon;
import static dev.visor.samples.scene.Shapes.roundBox;

import java.awt.Color;
import java.awt.geom.Arc2D;

/**
 * What stands in a street and has no label. Much of it is round and as large as a head; none of it is a bare head:
 * who walks has an umbrella over it.
 */
final class Props {
    private static final Color POLE = new Color(0x6b7075);
    private static final Color TYRE = new Color(0x1d1d20);

    private Props() {}

    static Figure roll(Dice dice) {
        return switch (dice.between(0, 7)) {
            case 0, 1 -> car(dice);
            case 2 -> roundSign(dice);
            case 3 -> warningSign(dice);
            case 4 -> pedestrian(dice);
            case 5 -> balls(dice);
            case 6 -> bush(dice);
            default -> parkedBike(dice);
        };
    }

    static Figure car(Dice dice) {
        Color paint = dice.near(dice.pick(0xb03030, 0xe6e6e2, 0x30343a, 0x3a5f94, 0x9aa0a6), 18);
        boolean van = dice.chance(0.3);
        return canvas -> {
            canvas.glaze(new Color(0, 0, 0, 80), oval(0, 0, 2.0, 0.1));
            if (van) {
                canvas.fill(paint, roundBox(-1.7, -1.75, 3.4, 1.5, 0.2));
                canvas.fill(new Color(0x2a3640), box(0.7, -1.55, 0.8, 0.55));
            } else {
                canvas.fill(paint, roundBox(-1.9, -0.88, 3.8, 0.65, 0.2));
                canvas.fill(paint, polygon(-1.2, -0.85, -0.8, -1.4, 0.6, -1.4, 1.15, -0.85));
                canvas.fill(new Color(0x2a3640), polygon(-0.95, -0.9, -0.7, -1.3, 0.5, -1.3, 0.85, -0.9));
            }
            for (double x : new double[] {-1.1, 1.1}) {
                canvas.fill(TYRE, circle(x, -0.3, 0.3));
                canvas.fill(new Color(0xa8acb0), circle(x, -0.3, 0.17));
            }
            canvas.fill(new Color(0xfff4cc), oval(1.8, -0.62, 0.08, 0.1));
        };
    }

    static Figure pole(Dice dice) {
        double height = dice.between(2.4, 3.6);
        return canvas -> canvas.fill(POLE, box(-0.05, -height, 0.1, height));
    }

    static Figure roundSign(Dice dice) {
        boolean forbidding = dice.chance(0.5);
        double height = dice.between(1.7, 2.3);
        return canvas -> {
            canvas.fill(POLE, box(-0.03, -height, 0.06, height));
            canvas.fill(forbidding ? new Color(0xc81e1e) : new Color(0x1f5fb8), circle(0, -height, 0.24));
            canvas.fill(
                    Color.WHITE,
                    forbidding ? box(-0.15, -height - 0.04, 0.3, 0.08) : box(-0.04, -height - 0.14, 0.08, 0.28));
        };
    }

    static Figure warningSign(Dice dice) {
        double height = dice.between(1.7, 2.2);
        return canvas -> {
            canvas.fill(POLE, box(-0.03, -height, 0.06, height));
            canvas.fill(new Color(0xc81e1e), polygon(-0.27, -height + 0.16, 0.27, -height + 0.16, 0, -height - 0.3));
            canvas.fill(new Color(0xf6f0d8), polygon(-0.17, -height + 0.1, 0.17, -height + 0.1, 0, -height - 0.18));
        };
    }

    static Figure pedestrian(Dice dice) {
        Color coat = dice.near(dice.pick(0x8a3a3a, 0x3a4f7a, 0x5a6a4a, 0x6a6a70), 20);
        Color umbrella = dice.near(dice.pick(0xd04848, 0x3858a8, 0xe0b030, 0x48886a, 0x6a4a8a), 20);
        return canvas -> {
            canvas.line(new Color(0x262a32), 0.14, path(-0.06, -0.8, -0.14, -0.02));
            canvas.line(new Color(0x262a32), 0.14, path(0.06, -0.8, 0.16, -0.02));
            canvas.fill(coat, roundBox(-0.22, -1.4, 0.44, 0.75, 0.14));
            canvas.line(new Color(0x202020), 0.03, path(0.12, -1.05, 0.02, -2.0));
            canvas.fill(umbrella, new Arc2D.Double(-0.62, -2.05, 1.24, 1.5, 0, 180, Arc2D.CHORD));
            canvas.fill(umbrella.darker(), new Arc2D.Double(-0.2, -2.05, 0.4, 1.5, 0, 180, Arc2D.CHORD));
        };
    }

    static Figure balls(Dice dice) {
        Color first = dice.near(dice.pick(0xe04040, 0xf0c030, 0x40a0e0, 0xf0f0f0), 14);
        Color second = dice.near(dice.pick(0x50b060, 0xe080b0, 0xf08030), 14);
        return canvas -> {
            canvas.fill(new Color(0x7a5a3a), box(-0.5, -0.5, 1.0, 0.5));
            canvas.fill(first, circle(-0.25, -0.66, 0.17));
            canvas.fill(second, circle(0.14, -0.64, 0.15));
            canvas.fill(Color.WHITE, new Arc2D.Double(-0.42, -0.83, 0.34, 0.34, 60, 60, Arc2D.PIE));
        };
    }

    static Figure bush(Dice dice) {
        Color green = dice.near(0x4a7a3c, 18);
        return canvas -> {
            canvas.fill(green.darker(), circle(-0.3, -0.35, 0.36));
            canvas.fill(green, circle(0.05, -0.5, 0.42));
            canvas.fill(green.darker(), circle(0.42, -0.33, 0.34));
        };
    }

    static Figure parkedBike(Dice dice) {
        Color frame = dice.near(dice.pick(0xd0a030, 0x3070b0, 0x308050), 18);
        return canvas -> {
            for (double x : new double[] {-0.5, 0.5}) {
                canvas.line(TYRE, 0.05, circle(x, -0.33, 0.3));
            }
            canvas.line(frame, 0.05, path(-0.5, -0.33, -0.2, -0.8, 0.35, -0.75, 0.0, -0.3, -0.2, -0.8));
            canvas.line(frame, 0.05, path(0.5, -0.33, 0.33, -0.95, 0.42, -1.0));
            canvas.fill(TYRE, roundBox(-0.32, -0.88, 0.24, 0.07, 0.03));
        };
    }

    /** A street lamp, its lamp at {@link #LAMP_HEIGHT}. */
    static Figure lamp(boolean lit) {
        return canvas -> {
            canvas.fill(POLE, box(-0.05, -LAMP_HEIGHT, 0.1, LAMP_HEIGHT));
            canvas.fill(lit ? new Color(0xfff6d8) : new Color(0xd4d8d6), circle(0, -LAMP_HEIGHT, 0.21));
            canvas.fill(POLE, box(-0.12, -LAMP_HEIGHT - 0.24, 0.24, 0.07));
        };
    }

    /** Metres above the ground. */
    static final double LAMP_HEIGHT = 2.9;
}
