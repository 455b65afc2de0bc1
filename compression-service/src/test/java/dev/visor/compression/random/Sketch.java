package dev.visor.compression.random;

import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A graph under construction: operators in the form that its opset wants, weights and choices from one seed. */
final class Sketch {
    /** IR version of each opset's release, from opset 11. */
    private static final int[] IR = {6, 7, 7, 7, 8, 8, 8, 8, 9, 9};

    final SplittableRandom random;
    final GraphBuilder builder;
    final int opset;

    Sketch(long seed) {
        random = new SplittableRandom(seed);
        opset = random.nextInt(11, 21);
        builder = new GraphBuilder("random-" + seed, seed).opset(opset).irVersion(IR[opset - 11]);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int pick(int... values) {
        return values[random.nextInt(values.length)];
    }

    // ---- convolutions

    /** Convolution, batch normalisation in one of three, activation function. */
    Feature convAct(Feature x, int out, int kernel, int stride, int group) {
        return activation(convNorm(x, out, kernel, stride, group));
    }

    Feature convNorm(Feature x, int out, int kernel, int stride, int group) {
        int fanIn = x.channels() / group * kernel * kernel;
        boolean norm = chance(0.35);
        boolean bias = !norm && chance(0.8);
        Tensor w = builder.normal(Math.sqrt(2.0 / fanIn), out, x.channels() / group, kernel, kernel);
        String y = builder.conv(x.value(), w, bias ? builder.normal(0.1, out) : null, stride, kernel / 2, group);
        if (norm) {
            y = builder.batchNorm(y, out);
        }
        return new Feature(y, out, strided(x.height(), stride), strided(x.width(), stride));
    }

    private static int strided(int size, int stride) {
        return (size - 1) / stride + 1;
    }

    Feature transposedConv(Feature x, int out) {
        Tensor w = builder.normal(Math.sqrt(2.0 / x.channels()), x.channels(), out, 2, 2);
        List<String> inputs = new ArrayList<>(List.of(x.value(), builder.constant("weight", w)));
        if (chance(0.5)) {
            inputs.add(builder.constant("bias", builder.normal(0.1, out)));
        }
        String y = builder.node(
                "ConvTranspose", inputs, a -> a.setInts("kernel_shape", 2, 2).setInts("strides", 2, 2));
        return new Feature(y, out, 2 * x.height(), 2 * x.width());
    }

    // ---- activation functions

    Feature activation(Feature x) {
        String v = x.value();
        String y = switch (random.nextInt(11)) {
            case 0, 1, 2 -> builder.silu(v);
            case 3, 4 -> builder.relu(v);
            case 5, 6 -> builder.node("LeakyRelu", List.of(v), a -> a.set("alpha", chance(0.5) ? 0.1f : 0.01f));
            case 7 -> hardSwish(v);
            case 8 -> builder.node("Clip", v, scalar("min", 0), scalar("max", 6));
            case 9 -> builder.mul(v, builder.node("Tanh", builder.node("Softplus", v)));
            default -> v;
        };
        return x.as(y);
    }

    private String hardSwish(String v) {
        if (opset >= 14 && chance(0.5)) {
            return builder.node("HardSwish", v);
        }
        if (chance(0.5)) {
            return builder.mul(
                    v,
                    builder.node(
                            "HardSigmoid",
                            List.of(v),
                            a -> a.set("alpha", 1 / 6f).set("beta", 0.5f)));
        }
        String shifted = builder.add(v, scalar("three", 3));
        String clipped = builder.node("Clip", shifted, scalar("min", 0), scalar("max", 6));
        return builder.node("Div", builder.mul(v, clipped), scalar("six", 6));
    }

    String scalar(String hint, float value) {
        return builder.constant(hint, Tensor.scalar(value));
    }

    // ---- shapes

    List<Feature> split(Feature x, int... channels) {
        long[] sizes = java.util.Arrays.stream(channels).asLongStream().toArray();
        List<String> parts = opset >= 13
                ? builder.split(x.value(), 1, sizes)
                : builder.nodeOf(
                                "",
                                "Split",
                                List.of(x.value()),
                                sizes.length,
                                a -> a.set("axis", 1).setInts("split", sizes))
                        .outputs();
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < channels.length; i++) {
            features.add(new Feature(parts.get(i), channels[i], x.height(), x.width()));
        }
        return features;
    }

    Feature concat(List<Feature> parts) {
        int channels = parts.stream().mapToInt(Feature::channels).sum();
        String y = builder.concat(1, parts.stream().map(Feature::value).toArray(String[]::new));
        return new Feature(
                y, channels, parts.getFirst().height(), parts.getFirst().width());
    }

    String slice(String x, int axis, long start, long end, long step) {
        return builder.node(
                "Slice",
                x,
                builder.constant("starts", Tensor.vector(start)),
                builder.constant("ends", Tensor.vector(end)),
                builder.constant("axes", Tensor.vector(axis)),
                builder.constant("steps", Tensor.vector(step)));
    }

    Feature upsample(Feature x) {
        String scales = builder.constant("scales", Tensor.vector(1f, 1f, 2f, 2f));
        String roi = opset < 13 || chance(0.3) ? builder.constant("roi", Tensor.vector(new float[0])) : "";
        boolean asymmetric = chance(0.7);
        String y = builder.node(
                "Resize",
                List.of(x.value(), roi, scales),
                a -> a.set("mode", "nearest")
                        .set("coordinate_transformation_mode", asymmetric ? "asymmetric" : "half_pixel")
                        .set("nearest_mode", asymmetric ? "floor" : "round_prefer_floor"));
        return new Feature(y, x.channels(), 2 * x.height(), 2 * x.width());
    }

    Feature pool(Feature x, String kind, int kernel, int stride) {
        int pad = kernel / 2;
        String y = builder.node(
                kind,
                List.of(x.value()),
                a -> a.setInts("kernel_shape", kernel, kernel)
                        .setInts("pads", pad, pad, pad, pad)
                        .setInts("strides", stride, stride));
        return new Feature(y, x.channels(), strided(x.height(), stride), strided(x.width(), stride));
    }

    /** Softmax over the last dimension. */
    String softmax(String x, int rank) {
        return builder.node("Softmax", List.of(x), a -> a.set("axis", opset >= 13 && chance(0.5) ? -1 : rank - 1));
    }
}
