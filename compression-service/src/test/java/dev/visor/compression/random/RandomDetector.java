package dev.visor.compression.random;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * A small detector from a seed: stem, two or three levels of random blocks, a neck in half of them, and one of the heads
 * that exporters write. Opset 11 to 20; in one of ten the initializers are inputs too. The same seed gives the same bytes.
 */
public final class RandomDetector {
    /** Its input. */
    public static final String INPUT = "images";

    /** An output whose first four rows are boxes in pixels and whose others are scores from 0 to 1. */
    public static final String DETECTIONS = "detections";

    private final Sketch s;
    private final int side;

    private final boolean tangled;

    private RandomDetector(long seed, boolean tangled) {
        this.tangled = tangled;
        s = new Sketch(seed);
        side = s.pick(16, 24, 32, 48);
    }

    /** The detector of a seed. */
    public static Graph of(long seed) {
        return new RandomDetector(seed, false).build();
    }

    /** Another detector of that seed, with blocks whose channels hang together in more ways. */
    public static Graph tangled(long seed) {
        return new RandomDetector(seed, true).build();
    }

    private Graph build() {
        Feature x = new Feature(s.builder.input(INPUT, 1, 3, side, side), 3, side, side);
        List<Feature> levels = new ArrayList<>();
        x = stem(x);
        int count = s.random.nextInt(1, 4);
        for (int level = 0; level < count; level++) {
            for (int blocks = s.random.nextInt(1, 4); blocks > 0; blocks--) {
                x = tangled && s.chance(0.7) ? TangledBlocks.any(s, x) : Blocks.any(s, x);
            }
            levels.add(x);
            if (x.height() > 2 && level + 1 < count) {
                x = s.chance(0.7) ? s.convAct(x, s.pick(12, 16, 24), 3, 2, 1) : s.pool(x, "MaxPool", 3, 2);
            }
        }
        if (s.chance(0.6)) {
            levels = neck(levels);
        }
        head(levels);
        Graph graph = s.builder.build();
        if (s.chance(0.1)) {
            List.copyOf(graph.initializers().entrySet())
                    .forEach(c -> graph.addInput(new ValueInfo(
                            c.getKey(), c.getValue().type(), c.getValue().shape())));
            graph.setIrVersion(s.chance(0.5) && s.opset < 13 ? 3 : graph.irVersion());
        }
        return graph;
    }

    private Feature stem(Feature x) {
        if (s.chance(0.2)) {
            // As YOLOX does it: four pixels become channels.
            List<Feature> parts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String rows = s.slice(x.value(), 2, i % 2, Integer.MAX_VALUE, 2);
                parts.add(new Feature(s.slice(rows, 3, i / 2, Integer.MAX_VALUE, 2), 3, side / 2, side / 2));
            }
            return s.convAct(s.concat(parts), 8, 3, 1, 1);
        }
        Feature y = x;
        if (s.chance(0.2)) {
            y = x.as(s.builder.add(
                    s.builder.mul(x.value(), s.builder.constant("deviation", s.builder.uniform(0.5, 2, 1, 3, 1, 1))),
                    s.builder.constant("mean", s.builder.normal(0.5, 1, 3, 1, 1))));
        }
        return s.convAct(y, s.pick(6, 8, 16), s.pick(3, 5), 2, 1);
    }

    private List<Feature> neck(List<Feature> levels) {
        List<Feature> out = new ArrayList<>(List.of(levels.getLast()));
        for (int i = levels.size() - 2; i >= 0; i--) {
            Feature below = out.getFirst();
            Feature lateral = levels.get(i);
            Feature up = s.chance(0.75) ? s.upsample(below) : s.transposedConv(below, below.channels());
            if (!up.sameSizeAs(lateral)) {
                out.addFirst(lateral);
                continue;
            }
            boolean add = up.channels() == lateral.channels();
            Feature joined = add ? up.as(s.builder.add(up.value(), lateral.value())) : s.concat(List.of(up, lateral));
            out.addFirst(s.convAct(joined, 16, s.pick(1, 3), 1, 1));
        }
        return out;
    }

    private void head(List<Feature> levels) {
        switch (s.random.nextInt(5)) {
            case 0, 1 -> boxesAndScores(levels);
            case 2 -> outputsPerLevel(levels);
            case 3 -> classifier(levels.getLast());
            default -> {
                classifier(levels.getLast());
                outputsPerLevel(levels.subList(0, 1));
            }
        }
    }

    private void boxesAndScores(List<Feature> levels) {
        int classes = s.random.nextInt(1, 5);
        List<String> boxes = new ArrayList<>();
        List<String> scores = new ArrayList<>();
        int positions = 0;
        for (Feature level : levels) {
            int size = level.height() * level.width();
            positions += size;
            Feature box = s.convNorm(s.convAct(level, 8, 3, 1, 1), 4, 1, 1, 1);
            Feature score = s.convNorm(s.convAct(level, 8, 3, 1, 1), classes, 1, 1, 1);
            boxes.add(s.builder.reshape(box.value(), 1, 4, size));
            scores.add(s.builder.reshape(score.value(), 1, classes, size));
        }
        String pixels = s.builder.constant("pixels", Tensor.scalar((float) side));
        String box = s.builder.mul(s.builder.sigmoid(joined(boxes)), pixels);
        String score = s.builder.sigmoid(joined(scores));
        if (s.chance(0.3)) {
            s.builder.outputAs(box, "boxes", 1, 4, positions).outputAs(score, "scores", 1, classes, positions);
        } else {
            s.builder.outputAs(s.builder.concat(1, box, score), DETECTIONS, 1, 4 + classes, positions);
        }
    }

    private String joined(List<String> parts) {
        return parts.size() == 1 ? parts.getFirst() : s.builder.concat(2, parts.toArray(String[]::new));
    }

    private void outputsPerLevel(List<Feature> levels) {
        for (int i = 0; i < levels.size(); i++) {
            Feature y = s.convNorm(levels.get(i), 6, s.pick(1, 3), 1, 1);
            String value = y.value();
            int size = y.height() * y.width();
            switch (s.random.nextInt(3)) {
                case 0 -> s.builder.outputAs(value, "map" + i, 1, 6, y.height(), y.width());
                case 1 ->
                    s.builder.outputAs(
                            s.builder.sigmoid(s.builder.transpose(s.builder.reshape(value, 1, 6, size), 0, 2, 1)),
                            "rows" + i,
                            1,
                            size,
                            6);
                default ->
                    s.builder.outputAs(
                            s.softmax(s.builder.transpose(value, 0, 2, 3, 1), 4),
                            "classes" + i,
                            1,
                            y.height(),
                            y.width(),
                            6);
            }
        }
    }

    private void classifier(Feature x) {
        if (tangled && s.chance(0.3)) {
            int inputs = x.channels() * x.height() * x.width();
            s.builder.outputAs(s.builder.gemm(s.builder.node("Flatten", x.value()), inputs, 5), "logits", 1, 5);
            return;
        }
        String pooled = s.builder.globalAveragePool(x.value());
        String flat = s.chance(0.5) ? s.builder.node("Flatten", pooled) : s.builder.reshape(pooled, 1, x.channels());
        String logits;
        if (s.chance(0.5)) {
            logits = s.builder.gemm(s.builder.relu(s.builder.gemm(flat, x.channels(), 16)), 16, 5);
        } else {
            Tensor w = s.builder.normal(Math.sqrt(2.0 / x.channels()), x.channels(), 5);
            logits = s.builder.add(
                    s.builder.node("MatMul", flat, s.builder.constant("weight", w)),
                    s.builder.constant("bias", s.builder.normal(0.1, 5)));
        }
        s.builder.outputAs(s.chance(0.5) ? logits : s.softmax(logits, 2), "logits", 1, 5);
    }
}
