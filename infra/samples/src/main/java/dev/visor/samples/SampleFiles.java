package dev.visor.samples;

import dev.visor.samples.scene.Pictures;
import dev.visor.samples.scene.SceneSequence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The files that a first start of Visor needs. Folders are made if they aren't there; files are replaced. */
public final class SampleFiles {
    /** The sample detector's file name. */
    public static final String MODEL = "helmet-sample.onnx";

    /** The sample dataset's file name. */
    public static final String DATASET = "helmet-sample-dataset.zip";

    /** How many frames of the sample stream are one second. */
    public static final int FRAMES_PER_SECOND = 10;

    static final long STREAM_SEED = 5;
    private static final System.Logger LOG = System.getLogger(SampleFiles.class.getName());

    private SampleFiles() {}

    /** Writes {@value #DATASET}: calibration, validation and promotion pictures with labels in YOLO's layout. */
    public static Path writeDatasetZip(Path dir) throws IOException {
        Path zip = dir.resolve(DATASET);
        SampleDataset.standard().write(zip, line -> LOG.log(System.Logger.Level.INFO, "Sample dataset: {0}", line));
        return zip;
    }

    /** Writes {@value #MODEL}: a detector of family VISOR, trained on other scenes than the dataset has. */
    public static Path writeModel(Path dir) throws IOException {
        Files.createDirectories(dir);
        Path file = dir.resolve(MODEL);
        try (InputStream in = SampleFiles.class.getResourceAsStream(MODEL)) {
            if (in == null) {
                throw new IllegalStateException(
                        "There is no " + MODEL + " on the class path: train it as infra/samples/README.md says");
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /**
     * Writes {@code frame-00000.jpg} and on: what a camera over a street sees, {@value #FRAMES_PER_SECOND} a second.
     *
     * @param count 1 to 100000
     * @return the files, in the order of time
     */
    public static List<Path> writeFrames(Path dir, int count) throws IOException {
        return writeFrames(
                dir, count, STREAM_SEED, line -> LOG.log(System.Logger.Level.INFO, "Sample stream: {0}", line));
    }

    static List<Path> writeFrames(Path dir, int count, long seed, Consumer<String> progress) throws IOException {
        if (count < 1 || count > 100_000) {
            throw new IllegalArgumentException(count + " frames: it must be 1 to 100000");
        }
        Files.createDirectories(dir);
        SceneSequence sequence = new SceneSequence(seed);
        Progress written = new Progress("frames", count, progress);
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(index -> {
                    Path file = dir.resolve(String.format(Locale.ROOT, "frame-%05d.jpg", index));
                    try {
                        Files.write(file, Pictures.jpeg(sequence.frame(index).image()));
                    } catch (IOException e) {
                        throw new UncheckedIOException("Could not write " + file, e);
                    }
                    written.step();
                    return file;
                })
                .toList();
    }
}
