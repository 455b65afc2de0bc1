package dev.visor.contracts.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a picture becomes the model's input tensor {@code [1,3,height,width]}: resized by one ratio, padded, its channels
 * ordered, then {@code (value − mean) / std} for values 0 to 255.
 *
 * @param tensor name of the graph input
 * @param width in pixels, 1 to 8192
 * @param height in pixels, 1 to 8192
 * @param channels order of the three colour channels
 * @param mean subtracted per channel in the order of {@code channels}, in the 0 to 255 range
 * @param std divides per channel, in the 0 to 255 range; 255 gives inputs from 0 to 1
 * @param resize where the resized picture lies and how its size is rounded
 * @param padValue grey value of the border, 0 to 255, before mean and std
 * @param sizeTensor name of a second graph input {@code int64[1,2]}, width then height, of the size that boxes are given
 *     for; null if the model has none. Visor feeds the input's own size, so that boxes are in input pixels as other
 *     families' are
 */
public record InputContract(
        String tensor,
        int width,
        int height,
        ColorOrder channels,
        List<Float> mean,
        List<Float> std,
        Resize resize,
        int padValue,
        @Nullable String sizeTensor) {

    /** Of a model with one input. */
    public InputContract(
            String tensor,
            int width,
            int height,
            ColorOrder channels,
            List<Float> mean,
            List<Float> std,
            Resize resize,
            int padValue) {
        this(tensor, width, height, channels, mean, std, resize, padValue, null);
    }

    /** Order of the colour channels. */
    public enum ColorOrder {
        RGB,
        BGR
    }

    /** How a picture is fitted into the input. */
    public enum Resize {
        /**
         * Ratio kept, size rounded, centred with {@code left = round(dw − 0.1)} and {@code top = round(dh − 0.1)}
         * (Ultralytics).
         */
        LETTERBOX_CENTERED,
        /** Ratio kept, size truncated, at the top left (YOLOX). */
        LETTERBOX_TOP_LEFT,
        /** Both sides stretched to the input size. */
        STRETCH
    }

    public InputContract {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (width < 1 || width > 8192 || height < 1 || height > 8192) {
            throw new IllegalArgumentException(
                    "input width and height must be 1 to 8192 pixels, were %d × %d".formatted(width, height));
        }
        if (mean.size() != 3 || std.size() != 3) {
            throw new IllegalArgumentException(
                    "mean and std have 3 values, one a channel, were %s and %s".formatted(mean, std));
        }
        if (std.stream().anyMatch(s -> !(s > 0))) {
            throw new IllegalArgumentException("std must be > 0, was " + std);
        }
        if (padValue < 0 || padValue > 255) {
            throw new IllegalArgumentException("padValue must be 0 to 255, was " + padValue);
        }
    }
}
