package dev.visor.evaluation.coco;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;

/** A file's content: unpacked if it begins as gzip does, whatever its name, and no longer than allowed. */
final class Unpacked extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private final String part;
    private final long limit;
    private long read;

    private Unpacked(String part, InputStream in, long limit) {
        super(in);
        this.part = part;
        this.limit = limit;
    }

    static Unpacked of(String part, InputStream packed, long limit) throws IOException {
        PushbackInputStream start = new PushbackInputStream(packed, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        boolean isGzip = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
        return new Unpacked(part, isGzip ? new GZIPInputStream(start, BUFFER) : start, limit);
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) {
        read += more;
        if (read > limit) {
            throw new VisorException(
                    ErrorCode.TOO_LARGE,
                    "%s has more than %d bytes once unpacked; send less, or allow more with visor.evaluation.coco.bytes"
                            .formatted(part, limit));
        }
    }
}
