package dev.visor.ingest.intake;

import dev.visor.detection.family.ModelSignature;
import java.nio.file.Path;

/** Finds out whether a file may be touched by anything else, and what it says about itself. */
interface ModelCheck {
    /** Checks the file; never throws for what the file is. */
    Finding check(Path file);

    /** What came out. */
    sealed interface Finding {}

    /**
     * It loads and runs.
     *
     * @param signature inputs, outputs, metadata and one run
     */
    record Safe(ModelSignature signature) implements Finding {}

    /**
     * It is broken or unsafe.
     *
     * @param ruleId the rule it broke
     * @param reason in words
     */
    record Unsafe(String ruleId, String reason) implements Finding {}
}
