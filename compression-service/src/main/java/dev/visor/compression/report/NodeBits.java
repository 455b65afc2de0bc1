package dev.visor.compression.report;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many bits a node's weights and activations have, seen through what only converts them: {@code DequantizeLinear} of
 * an integer, and constants that ONNX Runtime folds when it loads ({@code Mul(Cast(W_int8), scale)}, {@code
 * Gather(codebook, Cast(indices))}).
 */
final class NodeBits {
    private static final Set<String> CONVERTERS = Set.of("QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear");
    private static final Set<String> LEARNT = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul");
    private static final Set<String> LEARNT_INTEGER = Set.of("ConvInteger", "MatMulInteger");
    private static final Set<ElementType> QUANTIZED =
            EnumSet.of(ElementType.UINT8, ElementType.INT8, ElementType.UINT16, ElementType.INT16);
    private static final int SINGLE = 32;

    private final Graph graph;
    private final Map<String, ValueInfo> types;
    private final Map<String, Boolean> constant = new HashMap<>();

    /** @param types every value's type, as {@link dev.visor.onnx.runtime.ShapeOracle} gives it; may be empty */
    NodeBits(Graph graph, Map<String, ValueInfo> types) {
        this.graph = graph;
        this.types = types;
    }

    /** Whether a node only converts, or makes a constant: it belongs to the node that it serves. */
    boolean isAuxiliary(Node node) {
        return CONVERTERS.contains(node.opType())
                || node.outputs().stream().allMatch(out -> out.isEmpty() || isConstant(out));
    }

    /** The stored weights of a node; null if it has none that were learnt. */
    @Nullable
    Tensor weights(Node node) {
        String value = weightsOf(node);
        return value == null ? null : largest(value);
    }

    /** Bits of a stored weight, as many as tell the values of its codebook apart where it has one; null as above. */
    @Nullable
    Integer weightBits(Node node) {
        Tensor weights = weights(node);
        String value = weightsOf(node);
        if (weights == null || value == null) {
            return null;
        }
        Tensor codebook = codebook(value);
        return codebook == null
                ? bits(weights.type())
                : Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(codebook.elements() - 1));
    }

    private @Nullable String weightsOf(Node node) {
        int position;
        if (!node.domain().isEmpty() && !node.domain().equals("com.microsoft")) {
            return null;
        }
        if (LEARNT.contains(node.opType()) || LEARNT_INTEGER.contains(node.opType())) {
            position = 1;
        } else if (node.opType().equals("QLinearConv") || node.opType().equals("QLinearMatMul")) {
            position = 3;
        } else {
            return null;
        }
        String value = node.input(position);
        return value.isEmpty() || !isConstant(value) ? null : value;
    }

    /** What a constant's elements are looked up in; null if it isn't looked up. */
    private @Nullable Tensor codebook(String value) {
        Node producer = graph.producer(value);
        if (producer == null) {
            return null;
        }
        if (producer.is("Gather")) {
            Tensor values = graph.initializer(producer.input(0));
            return values != null && values.rank() == 1 ? values : null;
        }
        for (String input : producer.inputs()) {
            Tensor found = input.isEmpty() ? null : codebook(input);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Bits of what a node reads, the widest of its inputs that aren't constants. */
    int activationBits(Node node) {
        int widest = 0;
        for (String input : node.inputs()) {
            if (!input.isEmpty() && !isConstant(input)) {
                widest = Math.max(widest, bits(input));
            }
        }
        return widest == 0 ? SINGLE : widest;
    }

    /** Whether all that a node reads, constants aside, are integers of at most 16 bits, dequantised for it or not. */
    boolean isInteger(Node node) {
        List<String> read = node.inputs().stream()
                .filter(input -> !input.isEmpty() && !isConstant(input))
                .toList();
        return !read.isEmpty() && read.stream().allMatch(this::isInteger);
    }

    private boolean isInteger(String value) {
        Node producer = graph.producer(value);
        if (producer != null && producer.opType().equals("DequantizeLinear")) {
            return true;
        }
        ValueInfo info = types.get(value);
        return info != null && QUANTIZED.contains(info.type());
    }

    private int bits(String value) {
        Node producer = graph.producer(value);
        if (producer != null && producer.opType().equals("DequantizeLinear")) {
            return storedBits(producer);
        }
        ValueInfo info = types.get(value);
        ElementType type = info == null ? ElementType.FLOAT : info.type();
        return type == ElementType.UNDEFINED ? SINGLE : bits(type);
    }

    /** Of the integers that are dequantised: their zero point has their type. */
    private int storedBits(Node dequantize) {
        for (Node node = dequantize; node != null; node = graph.producer(node.input(0))) {
            Tensor zero = graph.initializer(node.input(2));
            if (zero != null) {
                return bits(zero.type());
            }
            if (node.opType().equals("QuantizeLinear")) {
                break;
            }
        }
        return Byte.SIZE;
    }

    static int bits(ElementType type) {
        return Math.toIntExact(type.byteSize(2) * Byte.SIZE / 2);
    }

    private boolean isConstant(String value) {
        if (graph.initializer(value) != null) {
            return !graph.isInput(value);
        }
        Boolean known = constant.get(value);
        if (known == null) {
            Node producer = graph.producer(value);
            known = producer != null
                    && (producer.is("Constant")
                            || !producer.inputs().isEmpty()
                                    && producer.inputs().stream().allMatch(i -> i.isEmpty() || isConstant(i)));
            constant.put(value, known);
        }
        return known;
    }

    /** Of all constants that a value is made of, the one with most elements. */
    private @Nullable Tensor largest(String value) {
        Tensor own = graph.initializer(value);
        Node producer = graph.producer(value);
        if (own != null || producer == null) {
            return own;
        }
        Tensor largest = null;
        for (String input : producer.inputs()) {
            Tensor found = input.isEmpty() ? null : largest(input);
            if (found != null && (largest == null || found.elements() > largest.elements())) {
                largest = found;
            }
        }
        return largest;
    }
}
