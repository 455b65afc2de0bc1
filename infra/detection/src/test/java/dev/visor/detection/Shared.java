package dev.visor.detection;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real pictures, models and reference values beside the repository; tests that need them are skipped without. */
public final class Shared {
    private Shared() {}

    /** A path below {@code ../shared}, or the test is skipped. */
    public static Path require(String path) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("LICENSE"))) {
            folder = folder.getParent();
        }
        Path file =
                folder == null ? Path.of(path) : folder.resolveSibling("shared").resolve(path);
        Assumptions.assumeTrue(Files.exists(file), "skipped: ../shared/" + path + " is not beside the repository");
        return file;
    }
}
