package dev.visor.compression.random;

import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Blocks whose channels hang together in more ways than those of {@link Blocks}; they keep the size of their feature map. */
final class TangledBlocks {
    private TangledBlocks() {}

    static Feature any(Sketch s, Feature x) {
        return switch (s.random.nextInt(14)) {
            case 0 -> multiplied(s, x);
            case 1 -> shuffledGroups(s, x);
            case 2 -> chained(s, x);
            case 3 -> heads(s, x);
            case 4 -> gatedHalves(s, x);
            case 5 -> gathered(s, x);
            case 6 -> everySecond(s, x);
            case 7 -> normalised(s, x);
            case 8 -> summed(s, x);
            case 9 -> spatialGate(s, x);
            case 10 -> padded(s, x);
            case 11 -> projected(s, x);
            case 12 -> transposedGroups(s, x);
            default -> squeezed(s, x);
        };
    }

    /** A depthwise convolution with several outputs a channel. */
    private static Feature multiplied(Sketch s, Feature x) {
        Feature y = s.convAct(x, s.pick(4, 6), 1, 1, 1);
        return s.convAct(s.convAct(y, s.pick(2, 3) * y.channels(), 3, 1, y.channels()), 12, 1, 1, 1);
    }

    /** As ShuffleNet does it. */
    private static Feature shuffledGroups(Sketch s, Feature x) {
        int groups = s.pick(2, 3);
        Feature y = s.convAct(s.convAct(x, 12, 1, 1, 1), 24, 1, 1, groups);
        String z = s.builder.reshape(y.value(), 1, groups, 24 / groups, y.height(), y.width());
        z = s.builder.reshape(s.builder.transpose(z, 0, 2, 1, 3, 4), 1, -1, y.height(), y.width());
        return s.convAct(y.as(z), 24, 3, 1, s.pick(groups, 24));
    }

    /** C2f: halves, a chain of bottlenecks on the second one, and all of them joined. */
    private static Feature chained(Sketch s, Feature x) {
        List<Feature> parts = new ArrayList<>(s.split(s.convAct(x, 16, 1, 1, 1), 8, 8));
        for (int i = s.random.nextInt(1, 4); i > 0; i--) {
            Feature last = parts.getLast();
            Feature y = s.convAct(s.convAct(last, s.pick(4, 8), 3, 1, 1), 8, 3, 1, 1);
            parts.add(s.chance(0.7) ? y.as(s.builder.add(last.value(), y.value())) : y);
        }
        return s.convAct(s.concat(parts), 16, 1, 1, 1);
    }

    /** Attention with several heads, as YOLO11's C2PSA has it. */
    private static Feature heads(Sketch s, Feature x) {
        int positions = x.height() * x.width();
        if (positions > 256) {
            return chained(s, x);
        }
        int heads = s.pick(2, 4);
        int key = s.pick(4, 6);
        int value = 8;
        Feature qkv = s.convNorm(x, heads * (2 * key + value), 1, 1, 1);
        String all = s.builder.reshape(qkv.value(), 1, heads, 2 * key + value, positions);
        List<String> parts = new ArrayList<>();
        for (int[] bounds : new int[][] {{0, key}, {key, 2 * key}, {2 * key, 2 * key + value}}) {
            parts.add(s.slice(all, 2, bounds[0], bounds[1], 1));
        }
        String q = s.builder.transpose(parts.get(0), 0, 1, 3, 2);
        String scores = s.builder.mul(s.builder.node("MatMul", q, parts.get(1)), s.scalar("scale", 0.4f));
        String weights = s.builder.transpose(s.softmax(scores, 4), 0, 1, 3, 2);
        String y = s.builder.reshape(
                s.builder.node("MatMul", parts.get(2), weights), 1, heads * value, x.height(), x.width());
        String v = s.builder.reshape(parts.get(2), 1, heads * value, x.height(), x.width());
        Feature place =
                s.convNorm(new Feature(v, heads * value, x.height(), x.width()), heads * value, 3, 1, heads * value);
        return s.convNorm(place.as(s.builder.add(y, place.value())), x.channels(), 1, 1, 1);
    }

    /** A gated linear unit: one half times the other. */
    private static Feature gatedHalves(Sketch s, Feature x) {
        List<Feature> halves = s.split(s.convNorm(x, 16, 1, 1, 1), 8, 8);
        String y = s.builder.mul(
                s.activation(halves.get(0)).value(),
                s.builder.sigmoid(halves.get(1).value()));
        return s.convAct(halves.getFirst().as(y), 12, 1, 1, 1);
    }

    private static Feature gathered(Sketch s, Feature x) {
        Feature y = s.convAct(x, 12, 1, 1, 1);
        List<Integer> order = new ArrayList<>(IntStream.range(0, 12).boxed().toList());
        java.util.Collections.shuffle(order, new java.util.Random(s.random.nextLong()));
        long[] chosen =
                order.subList(0, s.pick(8, 12)).stream().mapToLong(i -> i).toArray();
        String z = s.builder.node(
                "Gather",
                List.of(y.value(), s.builder.constant("indices", Tensor.vector(chosen))),
                a -> a.set("axis", 1));
        return s.convAct(new Feature(z, chosen.length, y.height(), y.width()), 12, 1, 1, 1);
    }

    private static Feature everySecond(Sketch s, Feature x) {
        Feature y = s.convAct(x, 12, 1, 1, 1);
        Feature even = new Feature(s.slice(y.value(), 1, 0, Integer.MAX_VALUE, 2), 6, y.height(), y.width());
        Feature odd = new Feature(s.slice(y.value(), 1, 1, 12, 2), 6, y.height(), y.width());
        return s.concat(List.of(s.convAct(even, 6, 3, 1, 1), odd));
    }

    private static Feature normalised(Sketch s, Feature x) {
        Feature y = s.convNorm(x, 8, 1, 1, 1);
        String scale = s.builder.constant("scale", s.builder.uniform(0.5, 1.5, 8));
        String shift = s.builder.constant("shift", s.builder.normal(0.1, 8));
        String z = s.builder.node("InstanceNormalization", y.value(), scale, shift);
        return s.convAct(y.as(z), 8, 3, 1, 1);
    }

    /** Channels are summed: whoever sums needs none that is zero. */
    private static Feature summed(Sketch s, Feature x) {
        Feature y = s.convAct(x, 8, 1, 1, 1);
        String sum = s.opset >= 13
                ? s.builder.node("ReduceSum", y.value(), s.builder.constant("axes", Tensor.vector(1L)))
                : s.builder.node("ReduceSum", List.of(y.value()), a -> a.setInts("axes", 1));
        return x.as(s.builder.mul(x.value(), s.builder.sigmoid(sum)));
    }

    private static Feature spatialGate(Sketch s, Feature x) {
        Feature y = s.convAct(x, 8, 3, 1, 1);
        String most = s.opset >= 18
                ? s.builder.node("ReduceMax", y.value(), s.builder.constant("axes", Tensor.vector(1L)))
                : s.builder.node("ReduceMax", List.of(y.value()), a -> a.setInts("axes", 1));
        return x.as(s.builder.mul(x.value(), s.builder.sigmoid(most)));
    }

    private static Feature padded(Sketch s, Feature x) {
        Feature y = s.convAct(x, 10, 1, 1, 1);
        String pads = s.builder.constant("pads", Tensor.vector(0, 0, 1, 1, 0, 0, 1, 1));
        String z = s.builder.node("Pad", List.of(y.value(), pads), a -> a.set("mode", "reflect"));
        Tensor w = s.builder.normal(0.2, 12, 10, 3, 3);
        return new Feature(s.builder.conv(z, w, null, 1, 0, 1), 12, y.height(), y.width());
    }

    /** Each position by itself: a Transformer's feed-forward layers. */
    private static Feature projected(Sketch s, Feature x) {
        int positions = x.height() * x.width();
        String rows = s.builder.transpose(s.builder.reshape(x.value(), 1, x.channels(), positions), 0, 2, 1);
        String inner = linear(s, rows, x.channels(), 12);
        String back = linear(s, s.builder.relu(inner), 12, x.channels());
        String y = s.builder.reshape(
                s.builder.transpose(s.builder.add(rows, back), 0, 2, 1), 1, x.channels(), x.height(), x.width());
        return x.as(y);
    }

    private static String linear(Sketch s, String x, int in, int out) {
        String w = s.builder.constant("weight", s.builder.normal(Math.sqrt(2.0 / in), in, out));
        String y = s.builder.node("MatMul", x, w);
        return s.chance(0.7) ? s.builder.add(y, s.builder.constant("bias", s.builder.normal(0.1, out))) : y;
    }

    private static Feature transposedGroups(Sketch s, Feature x) {
        int group = s.pick(1, 2, 8);
        Feature y = s.convAct(x, 8, 1, 1, 1);
        Tensor w = s.builder.normal(0.5, 8, 16 / group, 1, 1);
        String bias = s.builder.constant("bias", s.builder.normal(0.1, 16));
        String z = s.builder.node(
                "ConvTranspose", List.of(y.value(), s.builder.constant("weight", w), bias), a -> a.set("group", group));
        return s.convAct(new Feature(z, 16, y.height(), y.width()), 12, 1, 1, 1);
    }

    /** Channels of one number, with their dimensions taken away and given back. */
    private static Feature squeezed(Sketch s, Feature x) {
        Feature y = s.convAct(x, 8, 1, 1, 1);
        String pooled = s.builder.node("GlobalMaxPool", y.value());
        String flat = s.builder.node("Flatten", pooled);
        String gate = s.builder.gemm(flat, 8, 8);
        String back = s.builder.reshape(gate, 1, 8, 1, 1);
        String scaled = s.builder.mul(y.value(), s.builder.sigmoid(back));
        return s.convAct(y.as(scaled), 12, 1, 1, 1);
    }
}
