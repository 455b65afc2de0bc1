package dev.visor.evaluation.robustness;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.image.Picture;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Makes a picture worse in one way. Nothing in it changes its place or size, so labels stay valid. The same picture,
 * severity and seed give the same bytes on every machine: whole numbers, arithmetic of IEEE 754 and {@link StrictMath}
 * only. Thread-safe.
 */
public abstract class Corruption {
    /** From hardly visible to hardly usable. */
    public static final int SEVERITIES = 5;

    private final String word;

    /**
     * As it is called.
     *
     * @param word lower case, with hyphens
     */
    Corruption(String word) {
        this.word = word;
    }

    /** What policies and reports call it. */
    public final String word() {
        return word;
    }

    /**
     * A worse copy of a picture, of the same size.
     *
     * @param severity 1 to {@value #SEVERITIES}
     * @param seed of what is drawn by chance; see {@link #seed}
     * @throws VisorException {@code INVALID_REQUEST} if the severity is outside
     */
    public final Picture apply(Picture picture, int severity, long seed) {
        requireSeverity(severity);
        return corrupt(picture, severity - 1, new SplittableRandom(seed));
    }

    /**
     * The seed of a picture in a run: the first eight bytes of SHA-256 over the run's seed, the picture's digest, this
     * corruption's word and the severity. It depends on nothing else, so pictures can be looked at in any order.
     *
     * @param severity 1 to {@value #SEVERITIES}
     */
    public final long seed(long runSeed, Sha256 picture, int severity) {
        requireSeverity(severity);
        String text = runSeed + "\n" + picture.hex() + "\n" + word + "\n" + severity;
        byte[] hash = Sha256.of(text.getBytes(StandardCharsets.US_ASCII)).raw();
        return ByteBuffer.wrap(hash).getLong();
    }

    private void requireSeverity(int severity) {
        if (severity < 1 || severity > SEVERITIES) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "severity of '%s' is 1 to %d, was %d".formatted(word, SEVERITIES, severity));
        }
    }

    /**
     * Does it.
     *
     * @param level severity − 1: an index into tables of parameters
     * @param random draws in the order of pixels
     */
    abstract Picture corrupt(Picture picture, int level, SplittableRandom random);

    /** Rounds half up and keeps 0 to 255. */
    static byte pixel(float value) {
        return (byte) Math.clamp((int) (value + 0.5f), 0, 255);
    }

    @Override
    public final String toString() {
        return word;
    }
}
