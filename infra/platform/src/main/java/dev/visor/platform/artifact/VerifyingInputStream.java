package dev.visor.platform.artifact;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Digests what is read, and at the end throws if it was not what was promised. */
final class VerifyingInputStream extends FilterInputStream {
    private final Sha256 expected;
    private final MessageDigest digest = Sha256.newDigest();
    private long bytes;
    private boolean verified;

    VerifyingInputStream(InputStream in, Sha256 expected) {
        super(in);
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read >= 0) {
            digest.update(buffer, offset, read);
            bytes += read;
        } else if (!verified) {
            Sha256 actual = Sha256.ofRaw(digest.digest());
            if (!actual.equals(expected)) {
                throw new VisorException(
                        ErrorCode.ARTIFACT_CORRUPT,
                        "artefact %s has %d other bytes now, with digest %s; store it again"
                                .formatted(expected, bytes, actual));
            }
            verified = true;
        }
        return read;
    }

    /** Skipped bytes are digested too. */
    @Override
    public long skip(long count) throws IOException {
        byte[] buffer = new byte[(int) Math.min(Math.max(count, 0), 1 << 13)];
        long skipped = 0;
        while (skipped < count) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
