package dev.visor.detection.detector;

import dev.visor.contracts.model.InputContract;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a run of a detector is fed: the picture, which is refilled, and what stays the same. Whoever runs a detector's
 * file takes its inputs from here, so that a model with two inputs runs wherever one with one does.
 *
 * @param picture {@code [1,3,height,width]}, to be filled
 * @param tensors every input by name, the picture among them
 */
public record ModelInputs(FloatBuffer picture, Map<String, TensorValue> tensors) {
    public ModelInputs {
        tensors = Map.copyOf(tensors);
    }

    /** For one thread; filled with zeros. */
    public static ModelInputs of(InputContract input) {
        return of(input.tensor(), input.width(), input.height(), input.sizeTensor());
    }

    /** The same from a contract's parts. */
    public static ModelInputs of(String tensor, int width, int height, @Nullable String sizeTensor) {
        TensorValue picture = TensorValue.reusableFloats(1, 3, height, width);
        Map<String, TensorValue> tensors = new LinkedHashMap<>();
        tensors.put(tensor, picture);
        if (sizeTensor != null) {
            tensors.put(sizeTensor, size(width, height));
        }
        return new ModelInputs(picture.floatBuffer(), tensors);
    }

    /** The inputs beside the picture. */
    public static Map<String, TensorValue> fixed(InputContract input) {
        String name = input.sizeTensor();
        return name == null ? Map.of() : Map.of(name, size(input.width(), input.height()));
    }

    /** The shape of every input, as tools need it where the file leaves sizes open; the batch is 1. */
    public static Map<String, long[]> shapes(InputContract input) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put(input.tensor(), new long[] {1, 3, input.height(), input.width()});
        fixed(input).forEach((name, value) -> shapes.put(name, value.shape()));
        return shapes;
    }

    private static TensorValue size(int width, int height) {
        return TensorValue.ofLongs(new long[] {1, 2}, width, height);
    }
}
