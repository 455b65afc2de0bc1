package dev.visor.detection.accuracy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * A match table as bytes, the same for equal tables. Big-endian: {@code "VMT1"}, classes, cells; then for each cell class,
 * image, demanded labels in the four area ranges, detections (all {@code int}), and for each detection score
 * ({@code double}), matched and ignored bits ({@code long}).
 */
public final class MatchTableFormat {
    private static final int MAGIC = 0x564D5431;
    private static final int HEAD_BYTES = 3 * Integer.BYTES;
    private static final int CELL_BYTES = (3 + CocoGrid.AREAS) * Integer.BYTES;
    private static final int DETECTION_BYTES = Double.BYTES + 2 * Long.BYTES;

    private MatchTableFormat() {}

    /** Writes a table. */
    public static byte[] write(MatchTable table) {
        int cells = 0;
        for (int k = 0; k < table.classes(); k++) {
            cells += table.of(k).pictures();
        }
        long size = HEAD_BYTES + (long) cells * CELL_BYTES + (long) table.detections() * DETECTION_BYTES;
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size));
        out.putInt(MAGIC).putInt(table.classes()).putInt(cells);
        for (int k = 0; k < table.classes(); k++) {
            write(k, table.of(k), out);
        }
        return out.array();
    }

    private static void write(int classIndex, ClassMatches matches, ByteBuffer out) {
        for (int place = 0; place < matches.pictures(); place++) {
            out.putInt(classIndex).putInt(matches.picture(place));
            for (int area = 0; area < CocoGrid.AREAS; area++) {
                out.putInt(matches.demanded(place, area));
            }
            out.putInt(matches.first(place + 1) - matches.first(place));
            for (int d = matches.first(place); d < matches.first(place + 1); d++) {
                out.putDouble(matches.score(d)).putLong(matches.matched(d)).putLong(matches.ignored(d));
            }
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException if these bytes are no table
     */
    public static MatchTable read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            if (in.getInt() != MAGIC) {
                throw new IllegalArgumentException("not a match table: it must begin with VMT1");
            }
            MatchTable.Builder table = MatchTable.over(in.getInt());
            for (int left = in.getInt(); left > 0; left--) {
                readCell(in, table);
            }
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(
                        "%d bytes follow the match table's %d".formatted(in.remaining(), in.position()));
            }
            return table.build();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the match table is cut off after %d bytes".formatted(bytes.length), e);
        }
    }

    private static void readCell(ByteBuffer in, MatchTable.Builder table) {
        int classIndex = in.getInt();
        int picture = in.getInt();
        int[] demanded = new int[CocoGrid.AREAS];
        for (int area = 0; area < demanded.length; area++) {
            demanded[area] = in.getInt();
            if (demanded[area] < 0) {
                throw new IllegalArgumentException("class %d in image %d demands %d labels, which is below 0"
                        .formatted(classIndex, picture, demanded[area]));
            }
        }
        int count = in.getInt();
        if (count < 0 || count > CocoGrid.MAX_DETECTIONS) {
            throw new IllegalArgumentException("a match table has at most %d detections of a class in an image, was %d"
                    .formatted(CocoGrid.MAX_DETECTIONS, count));
        }
        double[] scores = new double[count];
        long[] matched = new long[count];
        long[] ignored = new long[count];
        for (int d = 0; d < count; d++) {
            scores[d] = in.getDouble();
            matched[d] = in.getLong();
            ignored[d] = in.getLong();
            if (Double.isNaN(scores[d]) || ((matched[d] | ignored[d]) & ~CocoGrid.ALL_BITS) != 0) {
                throw new IllegalArgumentException(
                        "detection %d of class %d in image %d has a score or bits that none has"
                                .formatted(d, classIndex, picture));
            }
        }
        table.add(classIndex, picture, demanded, scores, matched, ignored, count);
    }
}
