package dev.visor.compression.pass.channel;

import dev.visor.compression.layer.FloatLayer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Which columns of layers' weights are still read, by the layer's output. */
final class ColumnMask {
    private final Map<String, boolean[]> dropped = new HashMap<>();

    /** Takes columns away; those of group {@code g} begin at {@code g · columns}. */
    void drop(FloatLayer layer, int[] columns) {
        boolean[] gone = dropped.computeIfAbsent(
                layer.output(),
                o -> new boolean[layer.shape().groups() * layer.shape().columns()]);
        for (int column : columns) {
            gone[column] = true;
        }
    }

    /** One that can go on by itself. */
    ColumnMask copy() {
        ColumnMask copy = new ColumnMask();
        dropped.forEach((layer, gone) -> copy.dropped.put(layer, gone.clone()));
        return copy;
    }

    /** {@code [groups · columns]}. */
    boolean[] kept(FloatLayer layer) {
        boolean[] kept = new boolean[layer.shape().groups() * layer.shape().columns()];
        Arrays.fill(kept, true);
        boolean[] gone = dropped.get(layer.output());
        if (gone != null) {
            for (int i = 0; i < kept.length; i++) {
                kept[i] = !gone[i];
            }
        }
        return kept;
    }

    /** Places of true in a part of an array, counted from the part's beginning. */
    static int[] columns(boolean[] kept, int from, int count) {
        return IntStream.range(0, count).filter(i -> kept[from + i]).toArray();
    }
}
