package dev.visor.compression.calibration;

import dev.visor.contracts.model.InputContract;
import dev.visor.detection.detector.ModelInputs;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.detection.preprocess.Preprocessor;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Calibration inputs made from picture files as they are asked for, by the same preprocessing that evaluation and serving
 * use; one is in memory at a time.
 */
public final class PreprocessedPictures implements CalibrationSet, AutoCloseable {
    private final InputContract input;
    private final Preprocessor preprocessor;
    private final int size;
    private final IntFunction<byte[]> file;
    private final float[] values;

    /**
     * @param input how pictures become tensors
     * @param size how many pictures there are
     * @param file bytes of picture {@code index}, JPEG or PNG
     */
    public PreprocessedPictures(InputContract input, int size, IntFunction<byte[]> file) {
        this.input = input;
        this.preprocessor = new Preprocessor(input);
        this.size = size;
        this.file = file;
        this.values = new float[preprocessor.elements()];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String tensor() {
        return input.tensor();
    }

    @Override
    public long[] shape() {
        return new long[] {1, 3, input.height(), input.width()};
    }

    @Override
    public Map<String, TensorValue> fixed() {
        return ModelInputs.fixed(input);
    }

    @Override
    public float[] input(int index) {
        preprocessor.fill(PictureDecoder.decode(file.apply(index)), FloatBuffer.wrap(values));
        return values;
    }

    @Override
    public void close() {
        preprocessor.close();
    }
}
