package dev.visor.compression.job;

import dev.visor.compression.calibration.CalibrationPictures;
import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.calibration.PreprocessedPictures;
import dev.visor.compression.latency.LayerLatency;
import dev.visor.compression.pass.Checkpoints;
import dev.visor.compression.pass.OutputComparison;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassRun;
import dev.visor.compression.pass.PassRunner;
import dev.visor.compression.pass.ProgressListener;
import dev.visor.compression.plan.Recipe;
import dev.visor.compression.report.Pictures;
import dev.visor.compression.trial.TrialBench;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphFormatException;
import dev.visor.onnx.graph.GraphReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An upload with all that recipes need to run on it: its file, calibration pictures, trials and checkpoints. */
public final class Workbench implements AutoCloseable {
    private final Upload upload;
    private final Path file;
    private final @Nullable CalibrationPictures pictures;
    private final @Nullable PreprocessedPictures inputs;
    private final @Nullable TrialBench trials;
    private final LayerLatency latency;
    private final Function<Sha256, byte[]> bytes;
    private final Checkpoints checkpoints;
    private final long seed;

    Workbench(
            Upload upload,
            Path file,
            @Nullable CalibrationPictures pictures,
            @Nullable TrialBench trials,
            LayerLatency latency,
            Function<Sha256, byte[]> bytes,
            Checkpoints checkpoints,
            long seed) {
        this.upload = upload;
        this.file = file;
        this.pictures = pictures;
        this.inputs = pictures == null ? null : inputs(upload, pictures.images(), bytes);
        this.trials = trials;
        this.latency = latency;
        this.bytes = bytes;
        this.checkpoints = checkpoints;
        this.seed = seed;
    }

    private static PreprocessedPictures inputs(Upload upload, List<Sha256> images, Function<Sha256, byte[]> bytes) {
        return new PreprocessedPictures(upload.manifest().input(), images.size(), i -> bytes.apply(images.get(i)));
    }

    /** What is worked on. */
    public Upload upload() {
        return upload;
    }

    /** The uploaded file. */
    public Path file() {
        return file;
    }

    /** The uploaded graph, read anew. */
    public Graph graph() {
        try {
            return GraphReader.read(file);
        } catch (GraphFormatException e) {
            throw new VisorException(ErrorCode.INVALID_MODEL, "model cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Inputs that passes learn from; null if there are no pictures. */
    public @Nullable CalibrationSet inputs() {
        return inputs;
    }

    /** What candidates are worth; null if there are no labelled pictures for it. */
    public @Nullable TrialBench trials() {
        return trials;
    }

    /** At most so many of the calibration pictures, decoded as they are asked for; null if there are none. */
    @Nullable
    Pictures decoded(int limit) {
        if (pictures == null) {
            return null;
        }
        List<Sha256> images = pictures.atMost(limit).images();
        return new Pictures() {
            @Override
            public int size() {
                return images.size();
            }

            @Override
            public Picture picture(int index) {
                return PictureDecoder.decode(bytes.apply(images.get(index)));
            }
        };
    }

    /** Runs a recipe's steps on the uploaded graph. */
    public PassRun run(Recipe recipe, OutputComparison comparison, ProgressListener listener) {
        PassContext context = new PassContext(inputs, null, trials, latency, seed, listener);
        return new PassRunner(graph(), recipe.steps(), context, comparison, checkpoints).run();
    }

    @Override
    public void close() {
        if (inputs != null) {
            inputs.close();
        }
    }
}
