package dev.visor.samples.training;

import java.awt.image.BufferedImage;

/**
 * Where a picture lies in a model's input.
 *
 * @param scale input pixels per picture pixel
 * @param left input pixels left of the picture
 * @param top input pixels above the picture
 */
record Letterbox(double scale, double left, double top, boolean mirrored, int pictureWidth, int pictureHeight) {
    /** The picture in the middle, as large as fits, its size and borders in whole pixels. */
    public static Letterbox centered(int pictureWidth, int pictureHeight, int height, int width) {
        double scale = Math.min((double) height / pictureHeight, (double) width / pictureWidth);
        long left = Math.round((width - Math.round(pictureWidth * scale)) / 2.0 - 0.1);
        long top = Math.round((height - Math.round(pictureHeight * scale)) / 2.0 - 0.1);
        return new Letterbox(scale, left, top, false, pictureWidth, pictureHeight);
    }

    Box toPicture(Box box) {
        return new Box(
                (box.left() - left) / scale,
                (box.top() - top) / scale,
                (box.right() - left) / scale,
                (box.bottom() - top) / scale);
    }

    Box toInput(Box box) {
        double from = mirrored ? pictureWidth - box.right() : box.left();
        double to = mirrored ? pictureWidth - box.left() : box.right();
        return new Box(from * scale + left, box.top() * scale + top, to * scale + left, box.bottom() * scale + top);
    }

    /** The picture as the model's input: RGB planes of 0..1. */
    public float[] toInput(BufferedImage picture, int height, int width) {
        float[] input = new float[3 * height * width];
        sample(picture.getRGB(0, 0, pictureWidth, pictureHeight, null, 0, pictureWidth), height, width, input, 0);
        return input;
    }

    /** Bilinear with half-pixel centres, grey outside; writes three planes of 0..1 from {@code offset}. */
    void sample(int[] pixels, int height, int width, float[] input, int offset) {
        int plane = height * width;
        for (int y = 0; y < height; y++) {
            double sourceY = (y + 0.5 - top) / scale;
            for (int x = 0; x < width; x++) {
                int at = offset + y * width + x;
                double sourceX = (x + 0.5 - left) / scale;
                if (sourceX < 0 || sourceY < 0 || sourceX >= pictureWidth || sourceY >= pictureHeight) {
                    float grey = HelmetNet.PAD / 255f;
                    input[at] = grey;
                    input[at + plane] = grey;
                    input[at + 2 * plane] = grey;
                    continue;
                }
                double px = Math.clamp((mirrored ? pictureWidth - sourceX : sourceX) - 0.5, 0, pictureWidth - 1);
                double py = Math.clamp(sourceY - 0.5, 0, pictureHeight - 1);
                int x0 = (int) px;
                int y0 = (int) py;
                int x1 = Math.min(x0 + 1, pictureWidth - 1);
                int y1 = Math.min(y0 + 1, pictureHeight - 1);
                float fx = (float) (px - x0);
                float fy = (float) (py - y0);
                int a = pixels[y0 * pictureWidth + x0];
                int b = pixels[y0 * pictureWidth + x1];
                int c = pixels[y1 * pictureWidth + x0];
                int d = pixels[y1 * pictureWidth + x1];
                for (int channel = 0, shift = 16; channel < 3; channel++, shift -= 8) {
                    float above = (a >> shift & 255) * (1 - fx) + (b >> shift & 255) * fx;
                    float below = (c >> shift & 255) * (1 - fx) + (d >> shift & 255) * fx;
                    input[at + channel * plane] = (above * (1 - fy) + below * fy) / 255;
                }
            }
        }
    }
}
