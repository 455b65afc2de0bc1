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

    public static Stream<Arguments> all() {
        Path folder = folder();
        assumeTrue(Files.isDirectory(folder), () -> "no real models: " + folder + " does not exist");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> models =
                    files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
            return models.stream()
                    .map(f -> Arguments.argumentSet(f.getFileName().toString(), f));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
