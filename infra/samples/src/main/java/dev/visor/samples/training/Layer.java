package dev.visor.samples.training;

/** One step of a network: reads the output of earlier steps by their names, and gives its own under {@code name}. */
sealed interface Layer {
    /** The name of this step and of its output. */
    String name();

    /** A square convolution without bias, padded to {@code ⌈size / stride⌉}, then BatchNorm, then ReLU. */
    record ConvBlock(String name, String from, int in, int out, int kernel, int stride) implements Layer {
        int padding() {
            return kernel / 2;
        }
    }

    /** A 1×1 convolution with bias and nothing after it. */
    record Predictor(String name, String from, int in, int out) implements Layer {}

    /** The sum of two outputs of the same shape. */
    record Sum(String name, String left, String right) implements Layer {}

    /** Channels of the one, then of the other. */
    record Join(String name, String left, String right) implements Layer {}

    /** Each pixel becomes 2×2 pixels. */
    record Enlarge(String name, String from) implements Layer {}
}
