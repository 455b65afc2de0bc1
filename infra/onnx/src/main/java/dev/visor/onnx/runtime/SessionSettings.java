package dev.visor.onnx.runtime;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a session is opened.
 *
 * @param intraOpThreads threads inside one operator, ≥ 1. Two sessions of one thread serve more than one of two
 * @param optimize whether ONNX Runtime may rewrite the graph (all levels) or runs it as written
 * @param optimizedModel where the rewritten model is saved as ONNX; then layout-specific rewriting is left out,
 *     which keeps the file portable
 * @param profilePrefix start of the profile file's path; profiling costs time
 */
public record SessionSettings(
        int intraOpThreads,
        boolean optimize,
        @Nullable Path optimizedModel,
        @Nullable String profilePrefix) {
    public SessionSettings {
        if (intraOpThreads < 1) {
            throw new IllegalArgumentException("intraOpThreads must be ≥ 1, was " + intraOpThreads);
        }
    }

    /** One thread, all optimisations. */
    public static SessionSettings standard() {
        return threads(1);
    }

    public static SessionSettings threads(int intraOpThreads) {
        return new SessionSettings(intraOpThreads, true, null, null);
    }

    public SessionSettings withoutOptimization() {
        return new SessionSettings(intraOpThreads, false, optimizedModel, profilePrefix);
    }

    public SessionSettings savingOptimizedModel(Path file) {
        return new SessionSettings(intraOpThreads, optimize, file, profilePrefix);
    }

    public SessionSettings profilingTo(String prefix) {
        return new SessionSettings(intraOpThreads, optimize, optimizedModel, prefix);
    }
}
