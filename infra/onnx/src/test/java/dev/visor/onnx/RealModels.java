package dev.visor.onnx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Detectors as people publish them, in a folder beside the repository; tests are skipped where it is missing. */
public final class RealModels {
    private RealModels() {}

    /** One argument a file; where the folder is missing, the folder, for {@link #assumeThere} to skip it by name. */
    public static Stream<Arguments> all() {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            return Stream.of(Arguments.argumentSet("no published models", folder));
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> models =
                    files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
            return models.stream()
                    .map(f -> Arguments.argumentSet(f.getFileName().toString(), f));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test, with words, where there are no models. */
    public static void assumeThere(Path model) {
        assumeTrue(Files.isRegularFile(model), () -> "there are no published models in " + model);
    }

    private static Path folder() {
        Path dir = Path.of("").toAbsolutePath();
        while (dir.getParent() != null
                && !Files.exists(dir.resolve("docker-compose.yml"))
                && !Files.isDirectory(dir.resolve("infra/onnx"))) {
            dir = dir.getParent();
        }
        return dir.resolveSibling("shared").resolve("models");
    }
}
