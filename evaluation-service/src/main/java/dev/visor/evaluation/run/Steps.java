package dev.visor.evaluation.run;

/** Hears how far a measurement is, and may end it early by throwing. */
interface Steps {
    /**
     * Called often.
     *
     * @param step what is being done, for people
     * @param done units done so far
     * @param total units in all
     * @param unit what is counted
     */
    void at(String step, long done, long total, String unit);

    /** Hears nothing. */
    static Steps silent() {
        return (step, done, total, unit) -> {};
    }
}
