package dev.visor.compression.channel;

import dev.visor.compression.channel.operator.Kept;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Which indices of an axis go. */
final class Removed {
    private final int size;
    private final BitSet gone = new BitSet();

    Removed(int size) {
        this.size = size;
    }

    void add(int[] indices) {
        for (int index : indices) {
            gone.set(index);
        }
    }

    int size() {
        return size;
    }

    boolean has(int index) {
        return gone.get(index);
    }

    Kept kept() {
        return new Kept(size, IntStream.range(0, size).filter(i -> !gone.get(i)).toArray());
    }
}
