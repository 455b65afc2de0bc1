package dev.visor.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Models, data sets and golden values that are too large or not ours to keep in the repository. They lie in {@code
 * shared} beside it, or not.
 */
public final class SharedFolder {
    private SharedFolder() {}

    /** The folder, if this checkout has one beside it. */
    public static Optional<Path> find() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("LICENSE")) && Files.exists(folder.resolve("infra"))) {
                return Optional.of(folder.resolveSibling("shared")).filter(Files::isDirectory);
            }
        }
        return Optional.empty();
    }

    /** A file or folder in it; where it is missing the test is skipped and says why. */
    public static Path require(String path) {
        Optional<Path> found = find().map(folder -> folder.resolve(path)).filter(Files::exists);
        Assumptions.assumeTrue(
                found.isPresent(), () -> "skipped: shared/%s is not beside this checkout".formatted(path));
        return found.orElseThrow();
    }
}
