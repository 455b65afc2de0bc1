package dev.visor.evaluation.gate;

import dev.visor.contracts.policy.Against;
import org.jspecify.annotations.Nullable;

/** Another model that a gate compares with. */
public sealed interface Reference {
    /**
     * Its figures on the same pictures.
     *
     * @param name what it is called in reasons besides its part; null for nothing more
     */
    record Known(Figures figures, @Nullable String name) implements Reference {
        /** Without a name. */
        public Known(Figures figures) {
            this(figures, null);
        }

        /** For people: {@code champion helmet.3.fast}. */
        String inWords(Against part) {
            return name == null ? part.word() : part.word() + " " + name;
        }
    }

    /** It should be there and isn't; {@code reason} in words. */
    record Missing(String reason) implements Reference {}

    /** There is none, and that is all right; {@code reason} in words: a target without champion has nothing to lose. */
    record None(String reason) implements Reference {
        /** Of a target that nothing was promoted to yet. */
        public static final None YET = new None("there is no champion yet");
    }
}
