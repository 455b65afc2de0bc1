package dev.visor.evaluation.gate;

/** Another model that a gate compares with. */
public sealed interface Reference {
    /** Its figures on the same pictures. */
    record Known(Figures figures) implements Reference {}

    /** It should be there and isn't; {@code reason} in words. */
    record Missing(String reason) implements Reference {}

    /** There is none, and that is all right: a target without champion has nothing to lose. */
    record None() implements Reference {}
}
