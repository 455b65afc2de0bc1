package dev.visor.compression.pass.channel;

import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.layer.LayerShape;
import java.util.Arrays;
import java.util.List;

/**
 * A layer that reads a group's channels, or one group of channels of it.
 *
 * @param layer that reads
 * @param group of the layer's channels, from 0
 * @param columns of this group's weights that each unit stands for
 */
record Reader(FloatLayer layer, int group, int[][] columns) {
    /** What it reads and how: readers for which this is equal have the same Gram matrix. */
    List<Object> reads() {
        LayerShape.Window window = layer.shape().window();
        return window == null
                ? List.of(layer.node().input(0), group)
                : List.of(
                        layer.node().input(0),
                        group,
                        layer.shape().groups(),
                        words(window.kernel()),
                        words(window.strides()),
                        words(window.pads()),
                        words(window.dilations()));
    }

    private static String words(int[] numbers) {
        return Arrays.toString(numbers);
    }
}
