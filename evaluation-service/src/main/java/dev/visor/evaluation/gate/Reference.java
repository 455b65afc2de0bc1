package dev.visor.evaluation.gate;

/** Another model that a gate compares with. */
public sealed interface Reference {
    /** Its figures on the same pictures. */
    record Known(Figures figures) implements Reference {}

    /** It should be there and isn't; {@code reason} in words. */
    record Missing(String reason) implements Reference {}

    /** There is none, and that is all right; {@code reason} in words: a target without champion has nothing to lose. */
    record None(String reason) implements Reference {
        /** Of a target that nothing was promoted to yet. */
        public static final None YET = new None("there is no champion yet");
    }
}
