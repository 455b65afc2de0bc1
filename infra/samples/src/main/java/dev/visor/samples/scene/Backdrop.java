package dev.visor.samples.scene;

import static dev.visor.samples.scene.Shapes.box;
import static dev.visor.samples.scene.Shapes.circle;
import static dev.visor.samples.scene.Shapes.oval;
import static dev.visor.samples.scene.Shapes.polygon;

import java.awt.Color;
import java.awt.GradientPaint;

/** Sky, houses, trees and the road: what is behind everything that stands on it. Drawn anew from its seed each time. */
record Backdrop(long seed, Perspective perspective, Light light) {
    void draw(Canvas canvas) {
        Dice dice = new Dice(seed);
        int width = canvas.width();
        int height = canvas.height();
        double horizon = perspective.horizon();
        canvas.fill(
                new GradientPaint(0, 0, light.zenith(), 0, (float) horizon, light.skyline()), box(0, 0, width, height));
        double pavement = horizon + (height - horizon) * dice.between(0.10, 0.2);
        houses(canvas, dice, pavement);
        trees(canvas, dice, pavement);
        canvas.fill(dice.near(0xa9a49a, 14), box(0, pavement - 2, width, height));
        double kerb = pavement + (height - horizon) * 0.06;
        canvas.fill(dice.near(0x5c5e62, 10), box(0, kerb, width, height));
        canvas.fill(new Color(0xbfbdb5), box(0, kerb, width, 2));
        lanes(canvas, dice, kerb);
    }

    private void houses(Canvas canvas, Dice dice, double ground) {
        double unit = canvas.height() / 360.0;
        double x = -dice.between(0.0, 60.0) * unit;
        while (x < canvas.width()) {
            double wide = dice.between(60.0, 130.0) * unit;
            double tall = dice.between(50.0, 150.0) * unit;
            Color wall = dice.near(dice.pick(0xb9a184, 0x9a6a58, 0x8c949c, 0xc8c0b0, 0x6f7f86), 16);
            boolean glow = light.lamps();
            canvas.fill(wall, box(x, ground - tall, wide, tall));
            double pitch = dice.between(15.0, 24.0) * unit;
            for (double wy = ground - tall + pitch / 2; wy < ground - pitch; wy += pitch) {
                for (double wx = x + pitch / 2; wx < x + wide - pitch * 0.7; wx += pitch) {
                    Color pane = glow && dice.chance(0.35) ? new Color(0xffe0a0) : new Color(0x46525e);
                    canvas.fill(pane, box(wx, wy, pitch * 0.5, pitch * 0.62));
                }
            }
            if (dice.chance(0.5)) {
                // A round shop sign, as large as a head.
                Color sign = dice.near(dice.pick(0xd04040, 0x3080c0, 0xe0c040, 0x40a060), 20);
                double radius = dice.between(7.0, 16.0) * unit;
                canvas.fill(sign, circle(x + wide * 0.5, ground - tall * 0.35, radius));
                canvas.fill(sign.brighter(), circle(x + wide * 0.5, ground - tall * 0.35, radius * 0.55));
            }
            x += wide + (dice.chance(0.3) ? dice.between(8.0, 40.0) * unit : 0);
        }
    }

    private void trees(Canvas canvas, Dice dice, double ground) {
        double unit = canvas.height() / 360.0;
        for (int tree = dice.between(0, 4); tree > 0; tree--) {
            double x = dice.between(0.0, canvas.width());
            double size = dice.between(18.0, 38.0) * unit;
            Color leaves = dice.near(0x55803f, 26);
            canvas.fill(new Color(0x5a4432), box(x - size * 0.1, ground - size * 1.6, size * 0.2, size * 1.6));
            canvas.fill(leaves.darker(), oval(x - size * 0.3, ground - size * 1.7, size * 0.75, size * 0.7));
            canvas.fill(leaves, oval(x + size * 0.2, ground - size * 2.0, size * 0.8, size * 0.8));
        }
    }

    private void lanes(Canvas canvas, Dice dice, double kerb) {
        double height = canvas.height();
        double middle = kerb + (height - kerb) * dice.between(0.35, 0.6);
        double thick = (height - kerb) * 0.02;
        double dash = canvas.width() * dice.between(0.08, 0.14);
        for (double x = -dice.between(0.0, 1.0) * dash; x < canvas.width(); x += dash * 2) {
            canvas.fill(
                    new Color(0xd8d6cc),
                    polygon(
                            x,
                            middle,
                            x + dash,
                            middle,
                            x + dash * 0.97,
                            middle + thick,
                            x - dash * 0.03,
                            middle + thick));
        }
        if (dice.chance(0.5)) {
            double x = dice.between(0.1, 0.9) * canvas.width();
            double y = dice.between(kerb + 20, height - 10);
            double size = perspective.pixelsPerMetre(y) * 0.3;
            canvas.fill(new Color(0x48494c), oval(x, y, size, size * 0.4));
        }
    }
}
