package dev.visor.detection.accuracy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A match table as bytes, the same for equal tables. Big-endian: {@code "VMT1"}, classes, cells; then for each cell class,
 * image, demanded labels in the four area ranges, detections (all {@code int}), and for each detection score
 * ({@code double}), matched and ignored bits ({@code long}).
 */
public final class MatchTableFormat {
    private static final int MAGIC = 0x564D5431;

    private MatchTableFormat() {}

    /** Writes a table. */
    public static byte[] write(MatchTable table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(table.classes());
            out.writeInt(table.cells().size());
            for (MatchTable.Cell cell : table.cells()) {
                write(cell, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(MatchTable.Cell cell, DataOutputStream out) throws IOException {
        out.writeInt(cell.classIndex());
        out.writeInt(cell.image());
        for (int demanded : cell.demanded()) {
            out.writeInt(demanded);
        }
        out.writeInt(cell.scores().length);
        for (int d = 0; d < cell.scores().length; d++) {
            out.writeDouble(cell.scores()[d]);
            out.writeLong(cell.matched()[d]);
            out.writeLong(cell.ignored()[d]);
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException if these bytes are no table
     */
    public static MatchTable read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException("not a match table: it must begin with VMT1");
            }
            MatchTable.Builder table = MatchTable.over(in.readInt());
            for (int left = in.readInt(); left > 0; left--) {
                readCell(in, table);
            }
            return table.build();
        } catch (EOFException e) {
            throw new IllegalArgumentException("the match table is cut off after %d bytes".formatted(bytes.length), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static void readCell(DataInputStream in, MatchTable.Builder table) throws IOException {
        int classIndex = in.readInt();
        int image = in.readInt();
        int[] demanded = new int[CocoGrid.AREAS];
        for (int area = 0; area < demanded.length; area++) {
            demanded[area] = in.readInt();
        }
        int count = in.readInt();
        if (count < 0 || count > CocoGrid.MAX_DETECTIONS) {
            throw new IllegalArgumentException("a match table has at most %d detections of a class in an image, was %d"
                    .formatted(CocoGrid.MAX_DETECTIONS, count));
        }
        double[] scores = new double[count];
        long[] matched = new long[count];
        long[] ignored = new long[count];
        for (int d = 0; d < count; d++) {
            scores[d] = in.readDouble();
            matched[d] = in.readLong();
            ignored[d] = in.readLong();
        }
        table.add(classIndex, image, demanded, scores, matched, ignored);
    }
}
