package dev.visor.samples.scene;

import java.awt.Color;

/**
 * When and in what air a scene plays.
 *
 * @param zenith the sky's colour at the top
 * @param skyline the sky's colour at the horizon
 * @param red what of each channel is left away from lamps, 0..1
 * @param haze the share, 0..1, of far things' colour that the air replaces
 * @param lamps street lamps and headlights are on
 */
record Light(Color zenith, Color skyline, double red, double green, double blue, double haze, boolean lamps) {
    static Light roll(Dice dice) {
        double kind = dice.between(0.0, 1.0);
        if (kind < 0.40) {
            double sun = dice.between(0.86, 1.0);
            return new Light(dice.near(0x6fa8dc, 22), dice.near(0xd6e6f2, 14), sun, sun, sun, 0, false);
        }
        if (kind < 0.60) {
            double sun = dice.between(0.58, 0.78);
            return new Light(
                    dice.near(0x5a5f94, 20), dice.near(0xf0a868, 22), sun * 1.08, sun * 0.94, sun * 0.88, 0.08, true);
        }
        if (kind < 0.82) {
            double moon = dice.between(0.30, 0.46);
            return new Light(
                    dice.near(0x0e1430, 8), dice.near(0x27304c, 10), moon * 0.92, moon * 0.96, moon * 1.14, 0, true);
        }
        double sun = dice.between(0.74, 0.92);
        return new Light(
                dice.near(0xb9c0c4, 12), dice.near(0xd4d6d4, 10), sun, sun, sun, dice.between(0.22, 0.45), false);
    }
}
