package dev.visor.detection.preprocess;

import dev.visor.contracts.model.InputContract;

/**
 * How one picture lies in the model's input, and the way back.
 *
 * @param pictureWidth of the original, in pixels
 * @param pictureHeight of the original, in pixels
 * @param resizedWidth of the resized picture inside the input, in pixels
 * @param resizedHeight of the resized picture inside the input, in pixels
 * @param left where it begins in the input, in pixels
 * @param top where it begins in the input, in pixels
 * @param ratioX input pixels per original pixel, across
 * @param ratioY input pixels per original pixel, down
 */
public record Letterbox(
        int pictureWidth,
        int pictureHeight,
        int resizedWidth,
        int resizedHeight,
        int left,
        int top,
        double ratioX,
        double ratioY) {

    /** The geometry of a picture of this size in an input of this contract. */
    public static Letterbox of(InputContract input, int width, int height) {
        double ratio = Math.min((double) input.width() / width, (double) input.height() / height);
        return switch (input.resize()) {
            case LETTERBOX_CENTERED -> {
                int resizedWidth = atLeastOne(roundHalfEven(width * ratio), input.width());
                int resizedHeight = atLeastOne(roundHalfEven(height * ratio), input.height());
                // Ultralytics takes a tenth off so that an odd remainder goes to the right and the bottom.
                int left = roundHalfEven((input.width() - resizedWidth) / 2.0 - 0.1);
                int top = roundHalfEven((input.height() - resizedHeight) / 2.0 - 0.1);
                yield new Letterbox(
                        width, height, resizedWidth, resizedHeight, Math.max(0, left), Math.max(0, top), ratio, ratio);
            }
            case LETTERBOX_TOP_LEFT ->
                new Letterbox(
                        width,
                        height,
                        atLeastOne((int) (width * ratio), input.width()),
                        atLeastOne((int) (height * ratio), input.height()),
                        0,
                        0,
                        ratio,
                        ratio);
            case STRETCH ->
                new Letterbox(
                        width,
                        height,
                        input.width(),
                        input.height(),
                        0,
                        0,
                        (double) input.width() / width,
                        (double) input.height() / height);
        };
    }

    /** From an input coordinate to the picture's, clipped to it. */
    public double toPictureX(double x) {
        return Math.min(Math.max((x - left) / ratioX, 0), pictureWidth);
    }

    /** From an input coordinate to the picture's, clipped to it. */
    public double toPictureY(double y) {
        return Math.min(Math.max((y - top) / ratioY, 0), pictureHeight);
    }

    private static int atLeastOne(int size, int limit) {
        return Math.min(Math.max(1, size), limit);
    }

    /** Python's {@code round}. */
    private static int roundHalfEven(double value) {
        return (int) Math.rint(value);
    }
}
