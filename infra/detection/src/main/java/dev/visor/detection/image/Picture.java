package dev.visor.detection.image;

/**
 * Decoded pixels.
 *
 * @param width in pixels
 * @param height in pixels
 * @param bgr {@code width · height · 3} bytes, rows from the top, blue, green, red for each pixel (OpenCV's order); not
 *     copied, and not to be changed
 */
public record Picture(int width, int height, byte[] bgr) {
    public Picture {
        if (width < 1 || height < 1 || bgr.length != width * height * 3L) {
            throw new IllegalArgumentException("a picture of %d × %d pixels has %d bytes, were %d"
                    .formatted(width, height, width * height * 3L, bgr.length));
        }
    }
}
