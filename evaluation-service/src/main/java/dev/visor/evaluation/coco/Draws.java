package dev.visor.evaluation.coco;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;

/**
 * How often pictures are drawn again for intervals.
 *
 * @param replicates 0 for no intervals, at most {@value #MOST}
 * @param seed what the draws begin with
 */
public record Draws(int replicates, long seed) {
    /** No intervals. */
    public static final Draws NONE = new Draws(0, 0);

    private static final int MOST = 10_000;

    /**
     * Checks.
     *
     * @throws VisorException {@code INVALID_REQUEST} if there are too many
     */
    public Draws {
        if (replicates < 0 || replicates > MOST) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "pictures are drawn 0 to %d times, were to be %d times".formatted(MOST, replicates));
        }
    }
}
