package dev.visor.onnx.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The dimensions of a value, outermost first. Rank 0 is a scalar; a value of unknown rank has no shape at all
 * ({@code null} in {@link ValueInfo}).
 */
public record Shape(List<Dim> dims) {
    /** What {@link #dim(int)} and {@link #toArray()} say where the size isn't a number. */
    public static final long UNKNOWN = -1;

    /** One dimension: a number, a name that stands for the same number everywhere in the graph, or nothing. */
    public sealed interface Dim {
        record Fixed(long size) implements Dim {}

        record Named(String name) implements Dim {}

        record Unknown() implements Dim {}
    }

    public Shape {
        dims = List.copyOf(dims);
    }

    /** A shape from numbers; negative ones are unknown. */
    public static Shape of(long... dims) {
        return new Shape(Arrays.stream(dims)
                .mapToObj(d -> d < 0 ? (Dim) new Dim.Unknown() : new Dim.Fixed(d))
                .toList());
    }

    public int rank() {
        return dims.size();
    }

    /** Size of dimension {@code index} (negative counts from the end), or {@link #UNKNOWN}. */
    public long dim(int index) {
        return dims.get(index < 0 ? index + dims.size() : index) instanceof Dim.Fixed(long size) ? size : UNKNOWN;
    }

    /** Whether every dimension is a number. */
    public boolean isStatic() {
        return dims.stream().allMatch(Dim.Fixed.class::isInstance);
    }

    /** The product of all dimensions, 1 for a scalar, or {@link #UNKNOWN}. */
    public long elements() {
        long product = 1;
        for (int i = 0; i < dims.size(); i++) {
            long d = dim(i);
            if (d == UNKNOWN) {
                return UNKNOWN;
            }
            product = Math.multiplyExact(product, d);
        }
        return product;
    }

    /** All dimensions, {@link #UNKNOWN} where they aren't numbers. */
    public long[] toArray() {
        long[] out = new long[dims.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = dim(i);
        }
        return out;
    }

    /** As {@code 1×3×416×416}, {@code batch×3×?×?} or {@code scalar}. */
    @Override
    public String toString() {
        return dims.isEmpty()
                ? "scalar"
                : dims.stream()
                        .map(d -> switch (d) {
                            case Dim.Fixed(long size) -> Long.toString(size);
                            case Dim.Named(String name) -> name;
                            case Dim.Unknown() -> "?";
                        })
                        .collect(Collectors.joining("×"));
    }
}
