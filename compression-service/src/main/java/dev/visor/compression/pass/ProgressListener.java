package dev.visor.compression.pass;

/** Is told how far a long step is. May throw to end it early. */
@FunctionalInterface
public interface ProgressListener {
    /** Nobody listens. */
    ProgressListener SILENT = (step, done, total, unit) -> {};

    /**
     * So much of a step is done.
     *
     * @param step what is being done, for people
     * @param done units done
     * @param total units in all, ≥ 1
     * @param unit what is counted
     */
    void progressed(String step, long done, long total, String unit);
}
