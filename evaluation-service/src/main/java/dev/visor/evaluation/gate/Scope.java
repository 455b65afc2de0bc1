package dev.visor.evaluation.gate;

import org.jspecify.annotations.Nullable;

/**
 * What part of the judged split a figure is of.
 *
 * @param className one judged class, or null for all
 * @param slice {@code dimension=value}, or null for all pictures
 */
public record Scope(@Nullable String className, @Nullable String slice) {
    /** All classes on all pictures. */
    public static final Scope WHOLE = new Scope(null, null);

    /** One class on all pictures. */
    public static Scope of(@Nullable String className) {
        return new Scope(className, null);
    }

    /** For people: {@code class no_helmet where weather=rain}. */
    String inWords() {
        String what = className == null ? "all judged classes" : "class " + className;
        return slice == null ? what : what + " where " + slice;
    }
}
