package dev.visor.compression.layer;

import dev.visor.onnx.runtime.TensorValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps values outside of the heap: in memory while they are few, else in a file that has no name any more, so that the
 * system may write them out and a hundred pictures' feature maps don't have to fit.
 */
final class Shelf implements AutoCloseable {
    /** More than that goes into a file. */
    private static final long MOST_IN_MEMORY = 64L << 20;
    /** Vector instructions read aligned values faster. */
    private static final long ALIGNMENT = 64;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment room;
    private long used;

    /** @param bytes that will be put, {@link #bytes} of each value */
    Shelf(long bytes) {
        room = bytes <= MOST_IN_MEMORY ? arena.allocate(Math.max(bytes, 1), ALIGNMENT) : inFile(bytes);
    }

    private MemorySegment inFile(long bytes) {
        try {
            Path file = Files.createTempFile("visor-values", ".bin");
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
                return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
            }
        } catch (IOException e) {
            arena.close();
            throw new UncheckedIOException(
                    "no room for %d bytes of intermediate values in the temporary folder %s; free some, or use fewer images"
                            .formatted(bytes, System.getProperty("java.io.tmpdir")),
                    e);
        }
    }

    /** What a value takes. */
    static long bytes(TensorValue value) {
        return (value.data().remaining() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Copies a value; the copy lives until the shelf is closed. */
    TensorValue put(TensorValue value) {
        ByteBuffer data = value.data();
        MemorySegment place = room.asSlice(used, data.remaining());
        place.copyFrom(MemorySegment.ofBuffer(data));
        used += bytes(value);
        return TensorValue.over(
                value.type(), value.shape(), place.asByteBuffer().order(ByteOrder.nativeOrder()));
    }

    @Override
    public void close() {
        arena.close();
    }
}
