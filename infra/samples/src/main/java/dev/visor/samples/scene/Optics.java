package dev.visor.samples.scene;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.List;

/**
 * What light, air and a camera do to a drawn picture: darkness away from lamps, haze, a soft lens, the sensor's noise.
 *
 * @param soft share, 0..1, of each pixel that its eight neighbours replace
 * @param noise standard deviation in 8-bit steps
 * @param gain of red, green and blue
 */
record Optics(Light light, List<Lamp> lamps, double soft, double noise, double[] gain) {
    /** A light's middle and reach in pixels, and what it adds there, 0..1. */
    record Lamp(double x, double y, double reach, double strength) {}

    static Optics roll(Dice dice, Light light, List<Lamp> lamps) {
        double soft = dice.chance(0.4) ? dice.between(0.2, 0.7) : 0;
        double exposure = dice.between(0.92, 1.08);
        double[] gain = {
            exposure * dice.between(0.95, 1.05),
            exposure * dice.between(0.97, 1.03),
            exposure * dice.between(0.95, 1.05)
        };
        return new Optics(light, lamps, soft, dice.between(1.0, light.lamps() ? 6.0 : 4.0), gain);
    }

    void apply(BufferedImage picture, long noiseSeed) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        illuminate(pixels, width, height);
        if (soft > 0) {
            soften(pixels, width, height);
        }
        grain(pixels, noiseSeed);
    }

    private void illuminate(int[] pixels, int width, int height) {
        float[][] across = new float[lamps.size()][];
        float[][] down = new float[lamps.size()][];
        for (int i = 0; i < lamps.size(); i++) {
            // A Gaussian is the product of one along each axis.
            Lamp lamp = lamps.get(i);
            across[i] = bell(width, lamp.x, lamp.reach, lamp.strength);
            down[i] = bell(height, lamp.y, lamp.reach, 1);
        }
        int air = light.skyline().getRGB();
        for (int y = 0, p = 0; y < height; y++) {
            double haze = light.haze() * (1 - 0.5 * y / height);
            for (int x = 0; x < width; x++, p++) {
                float lit = 0;
                for (int i = 0; i < across.length; i++) {
                    lit += across[i][x] * down[i][y];
                }
                int rgb = pixels[p];
                int red = channel(rgb >> 16 & 255, air >> 16 & 255, haze, light.red() + lit, gain[0]);
                int green = channel(rgb >> 8 & 255, air >> 8 & 255, haze, light.green() + lit * 0.93, gain[1]);
                int blue = channel(rgb & 255, air & 255, haze, light.blue() + lit * 0.78, gain[2]);
                pixels[p] = red << 16 | green << 8 | blue;
            }
        }
    }

    private static int channel(int value, int air, double haze, double lit, double gain) {
        double hazy = value + (air - value) * haze;
        return (int) Math.clamp(hazy * Math.min(lit, 1.1) * gain + 0.5, 0, 255);
    }

    private static float[] bell(int length, double middle, double reach, double strength) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            double d = (i - middle) / reach;
            values[i] = (float) (strength * StrictMath.exp(-d * d));
        }
        return values;
    }

    private void soften(int[] pixels, int width, int height) {
        int[] sharp = pixels.clone();
        int neighbour = (int) (soft / 8 * 65536);
        int self = 65536 - 8 * neighbour;
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int p = y * width + x;
                int result = 0;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    int around = 0;
                    for (int row = p - width; row <= p + width; row += width) {
                        around += (sharp[row - 1] >> shift & 255)
                                + (sharp[row] >> shift & 255)
                                + (sharp[row + 1] >> shift & 255);
                    }
                    int own = sharp[p] >> shift & 255;
                    result |= ((own * self + (around - own) * neighbour) >> 16) << shift;
                }
                pixels[p] = result;
            }
        }
    }

    private void grain(int[] pixels, long seed) {
        long state = seed | 1;
        // The sum of four uniform bytes has a standard deviation of about 148.
        double scale = noise / 148;
        for (int p = 0; p < pixels.length; p++) {
            int result = 0;
            for (int shift = 16; shift >= 0; shift -= 8) {
                state ^= state << 13;
                state ^= state >>> 7;
                state ^= state << 17;
                int sum =
                        (int) ((state & 255) + (state >>> 8 & 255) + (state >>> 16 & 255) + (state >>> 24 & 255)) - 510;
                int value = (pixels[p] >> shift & 255) + (int) Math.rint(sum * scale);
                result |= Math.clamp(value, 0, 255) << shift;
            }
            pixels[p] = result;
        }
    }
}
