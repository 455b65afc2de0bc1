package dev.visor.evaluation.coco;

/** Is told how far an evaluation is. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (step, done) -> {};

    /**
     * A step goes on.
     *
     * @param step what is done
     * @param done how many boxes of it are done; 0 at its start
     */
    void at(String step, long done);
}
