package dev.visor.detection.family;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An input or output as a model declares it.
 *
 * @param name its name
 * @param elementType ONNX element type in capitals: {@code FLOAT}, {@code INT64} …
 * @param dims sizes, −1 for one that is open
 */
public record TensorSpec(String name, String elementType, List<Long> dims) {
    public TensorSpec {
        dims = List.copyOf(dims);
    }

    int rank() {
        return dims.size();
    }

    /** The size, or −1 if it is open or there is no such dimension. */
    long dim(int index) {
        return index < dims.size() ? dims.get(index) : -1;
    }

    /** Shape in words: {@code [1,N,85]}. */
    String shape() {
        return dims.stream().map(d -> d < 0 ? "?" : d.toString()).collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public String toString() {
        return name + shape();
    }
}
