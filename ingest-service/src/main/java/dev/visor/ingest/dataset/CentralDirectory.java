package dev.visor.ingest.dataset;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Counts an archive's entries before a reader takes them all into memory: 2 GB can hold 25 million. Whatever a reader
 * takes for an entry begins with the signature of a central file header (PKWARE APPNOTE 4.3.12), so signatures are
 * counted wherever they stand, those of archives inside too; what the archive says about itself is not asked.
 */
final class CentralDirectory {
    private static final int SIGNATURE = 0x02014b50;
    private static final int HEADER_BYTES = 46;
    private static final int NAME_LENGTH = 28;
    private static final int EXTRA_LENGTH = 30;
    private static final int COMMENT_LENGTH = 32;
    private static final long MAX_TEXT_BYTES = 64L << 20;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private CentralDirectory() {}

    /**
     * What is wrong with the archive as a whole, in words that follow "the archive".
     *
     * @param maxEntries most entries
     */
    static Optional<String> fault(Path archive, int maxEntries) throws IOException {
        try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            long end = bytes.byteSize() - HEADER_BYTES;
            int entries = 0;
            long texts = 0;
            for (long at = 0; at <= end; at++) {
                if (bytes.get(ValueLayout.JAVA_BYTE, at) != 'P' || bytes.get(INT, at) != SIGNATURE) {
                    continue;
                }
                texts += length(bytes, at + NAME_LENGTH)
                        + length(bytes, at + EXTRA_LENGTH)
                        + length(bytes, at + COMMENT_LENGTH);
                if (++entries > maxEntries) {
                    return Optional.of("has more than %d entries, which is the limit (visor.ingest.unpacking.entries)"
                            .formatted(maxEntries));
                }
                if (texts > MAX_TEXT_BYTES) {
                    return Optional.of("has more than %d bytes of names and comments".formatted(MAX_TEXT_BYTES));
                }
                at += HEADER_BYTES - 1;
            }
            return Optional.empty();
        }
    }

    private static long length(MemorySegment bytes, long at) {
        return bytes.get(SHORT, at) & 0xFFFF;
    }
}
