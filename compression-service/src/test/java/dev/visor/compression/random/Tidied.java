package dev.visor.compression.random;

import dev.visor.compression.pass.GraphPass;
import java.util.List;

/** What every recipe begins with. */
public final class Tidied {
    private Tidied() {}

    public static List<GraphPass> passes() {
        return Chain.TIDIED.passes();
    }
}
