package dev.visor.samples.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.optimizer.Optimizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A {@link HelmetNet} that libtorch runs and differentiates. */
final class TorchNet implements AutoCloseable {
    /** Of the running statistics: how much of the former value stays at each step. */
    private static final float MOMENTUM = 0.95f;

    private final HelmetNet net;
    private final NDManager manager;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    TorchNet(HelmetNet net, NDManager parent, Weights weights) {
        this.net = net;
        this.manager = parent.newSubManager();
        net.shapes().forEach((name, shape) -> {
            long[] extents = Arrays.stream(shape).asLongStream().toArray();
            NDArray array = manager.create(weights.get(name), new Shape(extents));
            array.setRequiresGradient(Weights.isLearned(name));
            arrays.put(name, array);
        });
    }

    /**
     * Raw predictions of each cell, coarser levels last.
     *
     * @param boxes {@code [pictures, cells, 4]}: tx, ty, tw, th
     * @param logits {@code [pictures, cells, classes]}
     */
    record Raw(NDArray boxes, NDArray logits) {}

    /** @param images {@code [pictures, 3, height, width]}, 0..1 */
    Raw forward(NDArray images, boolean training) {
        Map<String, NDArray> outputs = new HashMap<>();
        outputs.put(HelmetNet.IMAGE, images);
        for (Layer layer : net.layers()) {
            outputs.put(layer.name(), run(layer, outputs, training));
        }
        NDArray boxes = null;
        NDArray logits = null;
        for (HelmetNet.Level level : HelmetNet.LEVELS) {
            NDArray levelBoxes = cells(output(outputs, level.boxes()));
            NDArray levelLogits = cells(output(outputs, level.classes()));
            boxes = boxes == null ? levelBoxes : boxes.concat(levelBoxes, 1);
            logits = logits == null ? levelLogits : logits.concat(levelLogits, 1);
        }
        return new Raw(Objects.requireNonNull(boxes), Objects.requireNonNull(logits));
    }

    /** Moves every learned array against its gradient and forgets the gradients. */
    void update(Optimizer optimizer) {
        arrays.forEach((name, array) -> {
            if (Weights.isLearned(name)) {
                try (NDArray gradient = array.getGradient()) {
                    optimizer.update(name, array, gradient);
                    gradient.subi(gradient);
                }
            }
        });
    }

    Weights weights() {
        Weights weights = Weights.empty();
        arrays.forEach((name, array) -> weights.put(name, array.toFloatArray()));
        return weights;
    }

    @Override
    public void close() {
        manager.close();
    }

    private NDArray run(Layer layer, Map<String, NDArray> outputs, boolean training) {
        return switch (layer) {
            case Layer.ConvBlock c -> {
                NDArray convolved = Conv2d.conv2d(
                                output(outputs, c.from()),
                                output(arrays, c.name() + ".weight"),
                                null,
                                new Shape(c.stride(), c.stride()),
                                new Shape(c.padding(), c.padding()))
                        .singletonOrThrow();
                NDArray normal = BatchNorm.batchNorm(
                                convolved,
                                output(arrays, c.name() + ".mean"),
                                output(arrays, c.name() + ".variance"),
                                output(arrays, c.name() + ".gamma"),
                                output(arrays, c.name() + ".beta"),
                                1,
                                MOMENTUM,
                                HelmetNet.EPSILON,
                                training)
                        .singletonOrThrow();
                yield Activation.relu(normal);
            }
            case Layer.Predictor p ->
                Conv2d.conv2d(
                                output(outputs, p.from()),
                                output(arrays, p.name() + ".weight"),
                                output(arrays, p.name() + ".bias"))
                        .singletonOrThrow();
            case Layer.Sum s -> output(outputs, s.left()).add(output(outputs, s.right()));
            case Layer.Join j -> output(outputs, j.left()).concat(output(outputs, j.right()), 1);
            case Layer.Enlarge e -> enlarge(output(outputs, e.from()));
        };
    }

    private static NDArray enlarge(NDArray small) {
        Shape s = small.getShape();
        return small.reshape(s.get(0), s.get(1), s.get(2), 1, s.get(3), 1)
                .broadcast(s.get(0), s.get(1), s.get(2), 2, s.get(3), 2)
                .reshape(s.get(0), s.get(1), 2 * s.get(2), 2 * s.get(3));
    }

    /** From {@code [pictures, channels, height, width]} to {@code [pictures, height · width, channels]}. */
    private static NDArray cells(NDArray planes) {
        Shape s = planes.getShape();
        return planes.reshape(s.get(0), s.get(1), s.get(2) * s.get(3)).transpose(0, 2, 1);
    }

    private static NDArray output(Map<String, NDArray> from, String name) {
        return Objects.requireNonNull(from.get(name), name);
    }
}
