package dev.visor.evaluation.cost;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How large a file is on its way: compressed by Zstandard (RFC 8878), with the library that Kafka's client brings. */
final class DownloadSize {
    static final String CODEC = "zstd";

    /** As in the compression service's reports, so that the figures agree. */
    static final int LEVEL = 9;

    private DownloadSize() {}

    /** Bytes of a file once compressed; it is read in pieces, so its size doesn't matter. */
    static long of(Path file) {
        Counter counter = new Counter();
        try (ZstdOutputStream out = new ZstdOutputStream(counter, LEVEL)) {
            Files.copy(file, out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compress " + file, e);
        }
        return counter.bytes;
    }

    /** Counts and forgets. */
    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes += length;
        }
    }
}
