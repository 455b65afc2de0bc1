package dev.visor.compression.channel;

/**
 * A layer that makes or sums over a group's channels.
 *
 * @param node its first output
 * @param operator {@code Conv}, {@code ConvTranspose}, {@code Gemm} or {@code MatMul}
 * @param input with the value that is summed over; of a layer that makes channels, the input with its weights
 * @param weights input with its weights, constant or dequantised from a constant; {@link #NONE} for a MatMul of two values
 * @param weightsAxis axis of the weights along which the channels lie; {@link #NONE} as above. Of convolutions in groups, it is
 *     input channels of one group only
 * @param channels for each unit, which channels of its result (or of what it reads) it owns, ascending
 */
public record LayerChannels(String node, String operator, int input, int weights, int weightsAxis, int[][] channels) {
    /** No weights. */
    public static final int NONE = -1;
}
