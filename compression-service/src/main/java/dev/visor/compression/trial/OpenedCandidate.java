package dev.visor.compression.trial;

import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.detector.Detector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A candidate as a detector, which is opened from a file; the file goes with it.
 *
 * @param file where its bytes are
 */
record OpenedCandidate(Path file, Detector detector) implements AutoCloseable {
    static OpenedCandidate of(byte[] model, DetectorManifest manifest) {
        Path file = written(model);
        try {
            return new OpenedCandidate(file, Detector.open(file, manifest, 1));
        } catch (RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    @Override
    public void close() {
        detector.close();
        delete(file);
    }

    private static Path written(byte[] model) {
        try {
            Path file = Files.createTempFile("visor-candidate", ".onnx");
            Files.write(file, model);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a candidate", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete candidate " + file, e);
        }
    }
}
