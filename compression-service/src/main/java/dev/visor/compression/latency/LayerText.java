package dev.visor.compression.latency;

import dev.visor.onnx.graph.Attribute;
import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ShapeOracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A small graph in words that say all that its time depends on: operators, attributes, types and shapes, for example
 * {@code Conv 1×64×40×40 → 1×64×40×40, 3×3, stride 1, groups 1 + Sigmoid + Mul(1, 2)}. Names and values of weights don't
 * show. An operator reads the one before it unless it says otherwise.
 */
public final class LayerText {
    private static final int SHOWN_ELEMENTS = 8;

    private final Graph graph;
    private final Map<String, ValueInfo> shapes;
    private final Map<String, Integer> places = new TreeMap<>();

    private LayerText(Graph graph) {
        this.graph = graph;
        shapes = ShapeOracle.infer(graph);
    }

    /**
     * In words.
     *
     * @param graph whose inputs have fixed shapes
     */
    public static String of(Graph graph) {
        LayerText text = new LayerText(graph);
        List<String> words = new ArrayList<>();
        String before = graph.runtimeInputs().isEmpty()
                ? ""
                : graph.runtimeInputs().getFirst().name();
        for (Node node : graph.nodes()) {
            words.add(text.words(node, before));
            for (String output : node.outputs()) {
                text.places.put(output, words.size());
            }
            before = node.output();
        }
        return String.join(" + ", words);
    }

    private String words(Node node, String before) {
        Tensor weights = node.is("Conv") ? graph.initializer(node.input(1)) : null;
        if (weights != null
                && weights.type() == ElementType.FLOAT
                && node.input(0).equals(before)) {
            return convolution(node, weights);
        }
        String attributes = attributes(node.attributes());
        boolean plain = node.inputs().size() == 1 && node.input(0).equals(before);
        String arguments =
                plain ? "" : node.inputs().stream().map(this::argument).collect(Collectors.joining(", ", "(", ")"));
        String from = shape(node.input(0));
        String to = shape(node.output());
        return node.opType() + attributes + arguments + (from.equals(to) ? "" : " → " + to);
    }

    private String convolution(Node node, Tensor weights) {
        Attributes a = node.attributes();
        String kernel =
                Arrays.stream(weights.dims()).skip(2).mapToObj(Long::toString).collect(Collectors.joining("×"));
        String stride = steps(a.getInts("strides", 1));
        String dilation = steps(a.getInts("dilations", 1));
        return "Conv %s → %s, %s, stride %s%s, groups %d%s"
                .formatted(
                        shape(node.input(0)),
                        shape(node.output()),
                        kernel,
                        stride,
                        dilation.equals("1") ? "" : ", dilation " + dilation,
                        a.getInt("group", 1),
                        node.hasInput(2) ? "" : ", no bias");
    }

    /** One number where all are the same. */
    private static String steps(long[] steps) {
        return Arrays.stream(steps).distinct().count() == 1
                ? Long.toString(steps[0])
                : Arrays.stream(steps).mapToObj(Long::toString).collect(Collectors.joining("×"));
    }

    private String argument(String value) {
        Tensor constant = graph.initializer(value);
        Integer place = places.get(value);
        if (place != null) {
            return Integer.toString(place);
        }
        if (constant == null) {
            return value.isEmpty() ? "" : "in " + shape(value);
        }
        String type = constant.type().name().toLowerCase(Locale.ROOT) + " " + shape(value);
        boolean counts = constant.type() == ElementType.INT64 && constant.elements() <= SHOWN_ELEMENTS;
        return counts ? type + Arrays.toString(constant.longs()) : type;
    }

    private static String attributes(Attributes attributes) {
        if (attributes.names().isEmpty()) {
            return "";
        }
        Map<String, String> sorted = new TreeMap<>();
        attributes.asMap().forEach((name, value) -> sorted.put(name, attribute(value)));
        return sorted.toString();
    }

    private static String attribute(Attribute attribute) {
        return switch (attribute) {
            case Attribute.Int(long value) -> Long.toString(value);
            case Attribute.Float(float value) -> Float.toString(value);
            case Attribute.Text text -> text.text();
            case Attribute.Ints ints -> ints.values().toString();
            case Attribute.Floats floats -> floats.values().toString();
            default -> attribute.getClass().getSimpleName();
        };
    }

    private String shape(String value) {
        @Nullable ValueInfo info = shapes.get(value);
        if (info == null || info.shape() == null) {
            return "?";
        }
        return Arrays.stream(Objects.requireNonNull(info.shape()).toArray())
                .mapToObj(Long::toString)
                .collect(Collectors.joining("×"));
    }
}
