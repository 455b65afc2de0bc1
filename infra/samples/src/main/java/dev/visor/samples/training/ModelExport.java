package dev.visor.samples.training;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a {@link HelmetNet} and its weights into an ONNX graph of family VISOR: {@code images [1, 3, 320, 320]}, RGB
 * 0..1, to {@code detections [1, 2000, 4 + classes]}: cx, cy, w, h in input pixels, then class probabilities. BatchNorm
 * stays a node of its own: folding it is a compression pass's work.
 */
final class ModelExport {
    static final String OUTPUT = "detections";

    private final Weights weights;
    private final GraphBuilder builder = new GraphBuilder("helmet-sample");
    private final Map<String, int[]> shapes;
    private final Map<String, String> values = new HashMap<>();

    private ModelExport(HelmetNet net, Weights weights) {
        this.weights = weights;
        this.shapes = net.shapes();
    }

    /** @param metadata goes into the file's {@code metadata_props} */
    static Graph graph(HelmetNet net, Weights weights, Map<String, String> metadata) {
        ModelExport export = new ModelExport(net, weights);
        metadata.forEach(export.builder::metadata);
        String images = export.builder.input(HelmetNet.IMAGE, 1, 3, HelmetNet.INPUT, HelmetNet.INPUT);
        export.values.put(HelmetNet.IMAGE, images);
        for (Layer layer : net.layers()) {
            export.values.put(layer.name(), export.add(layer));
        }
        LabelAssigner cells = new LabelAssigner(HelmetNet.INPUT, HelmetNet.INPUT);
        String detections = export.builder.concat(2, export.boxes(cells), export.probabilities());
        return export.builder
                .outputAs(detections, OUTPUT, 1, cells.cells(), 4 + HelmetNet.CLASSES)
                .build();
    }

    private String add(Layer layer) {
        return switch (layer) {
            case Layer.ConvBlock c -> {
                String convolved =
                        builder.conv(value(c.from()), tensor(c.name() + ".weight"), null, c.stride(), c.padding(), 1);
                yield builder.relu(builder.batchNorm(
                        convolved,
                        tensor(c.name() + ".gamma"),
                        tensor(c.name() + ".beta"),
                        tensor(c.name() + ".mean"),
                        tensor(c.name() + ".variance"),
                        HelmetNet.EPSILON));
            }
            case Layer.Predictor p ->
                builder.conv(value(p.from()), tensor(p.name() + ".weight"), tensor(p.name() + ".bias"), 1, 0, 1);
            case Layer.Sum s -> builder.add(value(s.left()), value(s.right()));
            case Layer.Join j -> builder.concat(1, value(j.left()), value(j.right()));
            case Layer.Enlarge e -> builder.upsample(value(e.from()), 2);
        };
    }

    private String boxes(LabelAssigner cells) {
        List<String> levels = new ArrayList<>();
        for (HelmetNet.Level level : HelmetNet.LEVELS) {
            levels.add(builder.reshape(value(level.boxes()), 1, 4, level.cells(HelmetNet.INPUT, HelmetNet.INPUT)));
        }
        String rows = builder.transpose(builder.concat(2, levels.toArray(String[]::new)), 0, 2, 1);
        List<String> halves = builder.split(rows, 2, 2, 2);
        int count = cells.cells();
        float[] middles = new float[2 * count];
        for (int cell = 0; cell < count; cell++) {
            middles[2 * cell] = cells.cellX()[cell];
            middles[2 * cell + 1] = cells.cellY()[cell];
        }
        String stride = builder.constant("stride", Tensor.ofFloats(new long[] {1, count, 1}, cells.cellStride()));
        String middle = builder.constant("middle", Tensor.ofFloats(new long[] {1, count, 2}, middles));
        String xy = builder.add(builder.mul(halves.get(0), stride), middle);
        String wh = builder.mul(builder.node("Exp", halves.get(1)), stride);
        return builder.concat(2, xy, wh);
    }

    private String probabilities() {
        List<String> levels = new ArrayList<>();
        for (HelmetNet.Level level : HelmetNet.LEVELS) {
            levels.add(builder.reshape(
                    value(level.classes()), 1, HelmetNet.CLASSES, level.cells(HelmetNet.INPUT, HelmetNet.INPUT)));
        }
        String joined = builder.concat(2, levels.toArray(String[]::new));
        return builder.sigmoid(builder.transpose(joined, 0, 2, 1));
    }

    private String value(String layer) {
        String value = values.get(layer);
        if (value == null) {
            throw new IllegalStateException("Layer '" + layer + "' is read before it is made");
        }
        return value;
    }

    private Tensor tensor(String name) {
        int[] shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("The network has no weights named '" + name + "'");
        }
        return Tensor.ofFloats(Arrays.stream(shape).asLongStream().toArray(), weights.get(name));
    }
}
