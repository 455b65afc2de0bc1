package dev.visor.detection.decoder;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * One output tensor as the model gives it.
 *
 * @param name of the graph output
 * @param shape its dimensions
 * @param values row-major from position 0, the product of {@code shape} many
 */
public record RawOutput(String name, long[] shape, FloatBuffer values) {
    public RawOutput {
        long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (values.capacity() < elements) {
            throw new IllegalArgumentException("output '%s' of shape %s has %d values, were %d"
                    .formatted(name, Arrays.toString(shape), elements, values.capacity()));
        }
    }
}
