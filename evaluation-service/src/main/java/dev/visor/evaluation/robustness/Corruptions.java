package dev.visor.evaluation.robustness;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.util.List;
import java.util.stream.Collectors;

/** All corruptions, in the order in which reports list them. */
public final class Corruptions {
    /** Grows when any corruption gives other bytes than before, so that figures of before are not taken for today's. */
    public static final int EDITION = 1;

    private static final List<Corruption> ALL = List.of(
            new Night(),
            new Rain(),
            new Fog(),
            new Snow(),
            new MotionBlur(),
            new Defocus(),
            new Noise(),
            new Jpeg(),
            new Brightness(),
            new Contrast(),
            new LowResolution());

    private Corruptions() {}

    /** Each of them. */
    public static List<Corruption> all() {
        return ALL;
    }

    /** Their words. */
    public static List<String> words() {
        return ALL.stream().map(Corruption::word).toList();
    }

    /**
     * The one of a name.
     *
     * @throws VisorException {@code INVALID_REQUEST} if there is none, naming those there are
     */
    public static Corruption of(String word) {
        return ALL.stream()
                .filter(c -> c.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new VisorException(
                        ErrorCode.INVALID_REQUEST,
                        "corruption '%s' is not known; there are %s"
                                .formatted(word, words().stream().collect(Collectors.joining(", ")))));
    }
}
