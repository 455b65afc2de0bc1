package dev.visor.compression.random;

import java.util.ArrayList;
import java.util.List;

/** What bodies of detectors are made of. Each block keeps or halves the size of its feature map. */
final class Blocks {
    private Blocks() {}

    static Feature any(Sketch s, Feature x) {
        return switch (s.random.nextInt(13)) {
            case 0 -> s.convAct(x, s.pick(8, 12, 16, 24), s.pick(1, 3, 5), 1, 1);
            case 1 -> depthwise(s, x);
            case 2 -> grouped(s, x);
            case 3, 4 -> residual(s, x);
            case 5, 6 -> splitAndJoin(s, x);
            case 7 -> sliceAndJoin(s, x);
            case 8 -> squeezeAndExcite(s, x);
            case 9 -> pyramidPooling(s, x);
            case 10 -> shuffle(s, x);
            case 11 -> attention(s, x);
            default -> branches(s, x);
        };
    }

    private static Feature depthwise(Sketch s, Feature x) {
        Feature y = s.convAct(x, x.channels(), s.pick(3, 5), 1, x.channels());
        return s.convAct(y, s.pick(8, 16, 24), 1, 1, 1);
    }

    private static Feature grouped(Sketch s, Feature x) {
        int groups = x.channels() % 4 == 0 ? s.pick(2, 4) : x.channels() % 2 == 0 ? 2 : 1;
        return s.convAct(x, Math.min(2 * x.channels(), 32) / groups * groups, 3, 1, groups);
    }

    private static Feature residual(Sketch s, Feature x) {
        Feature y = s.convAct(x, Math.max(4, x.channels() / 2), s.pick(1, 3), 1, 1);
        y = s.chance(0.5) ? s.convAct(y, x.channels(), 3, 1, 1) : s.convNorm(y, x.channels(), 3, 1, 1);
        Feature sum = x.as(s.builder.add(x.value(), y.value()));
        return s.chance(0.5) ? s.activation(sum) : sum;
    }

    private static Feature splitAndJoin(Sketch s, Feature x) {
        Feature y = s.convAct(x, 16, 1, 1, 1);
        List<Feature> parts = new ArrayList<>(s.chance(0.5) ? s.split(y, 8, 8) : s.split(y, 4, 12));
        parts.add(s.chance(0.5) ? residual(s, parts.get(1)) : s.convAct(parts.get(1), 8, 3, 1, 1));
        return s.convAct(s.concat(parts), s.pick(12, 16), 1, 1, 1);
    }

    private static Feature sliceAndJoin(Sketch s, Feature x) {
        int half = x.channels() / 2;
        Feature first = new Feature(s.slice(x.value(), 1, 0, half, 1), half, x.height(), x.width());
        Feature second = new Feature(
                s.slice(x.value(), 1, half, Integer.MAX_VALUE, 1), x.channels() - half, x.height(), x.width());
        return s.concat(List.of(s.convAct(first, 8, 3, 1, 1), second));
    }

    private static Feature squeezeAndExcite(Sketch s, Feature x) {
        Feature pooled = new Feature(s.builder.globalAveragePool(x.value()), x.channels(), 1, 1);
        Feature inner = s.activation(s.convNorm(pooled, 4, 1, 1, 1));
        Feature outer = s.convNorm(inner, x.channels(), 1, 1, 1);
        String gate = s.chance(0.7) ? s.builder.sigmoid(outer.value()) : s.builder.node("HardSigmoid", outer.value());
        return x.as(s.builder.mul(x.value(), gate));
    }

    private static Feature pyramidPooling(Sketch s, Feature x) {
        Feature y = s.convAct(x, 8, 1, 1, 1);
        List<Feature> parts = new ArrayList<>(List.of(y));
        for (int i = 0; i < 2; i++) {
            parts.add(s.pool(parts.getLast(), s.chance(0.8) ? "MaxPool" : "AveragePool", s.pick(3, 5), 1));
        }
        return s.convAct(s.concat(parts), 16, 1, 1, 1);
    }

    private static Feature shuffle(Sketch s, Feature x) {
        int half = x.channels() / 2;
        if (x.channels() % 2 != 0) {
            return x;
        }
        String y = s.builder.reshape(x.value(), 1, 2, half, x.height(), x.width());
        y = s.builder.reshape(
                s.builder.transpose(y, 0, 2, 1, 3, 4), 1, s.chance(0.5) ? -1 : x.channels(), x.height(), x.width());
        return s.convAct(x.as(y), x.channels(), 3, 1, x.channels());
    }

    private static Feature attention(Sketch s, Feature x) {
        int positions = x.height() * x.width();
        if (positions > 256) {
            return s.convAct(x, 16, 3, 1, 1);
        }
        List<Feature> qkv = s.split(s.convNorm(x, 16 + x.channels(), 1, 1, 1), 8, 8, x.channels());
        String q = s.builder.transpose(s.builder.reshape(qkv.get(0).value(), 1, 8, positions), 0, 2, 1);
        String k = s.builder.reshape(qkv.get(1).value(), 1, 8, positions);
        String v = s.builder.reshape(qkv.get(2).value(), 1, x.channels(), positions);
        String scores = s.builder.mul(s.builder.node("MatMul", q, k), s.scalar("scale", 0.35f));
        String weights = s.builder.transpose(s.softmax(scores, 3), 0, 2, 1);
        String y = s.builder.reshape(s.builder.node("MatMul", v, weights), 1, x.channels(), x.height(), x.width());
        return x.as(s.builder.add(
                x.value(), s.convNorm(x.as(y), x.channels(), 1, 1, 1).value()));
    }

    private static Feature branches(Sketch s, Feature x) {
        List<Feature> parts = new ArrayList<>();
        for (int i = s.random.nextInt(2, 4); i > 0; i--) {
            parts.add(s.convAct(x, s.pick(4, 8), s.pick(1, 3), 1, 1));
        }
        if (s.chance(0.3)) {
            parts.add(x);
        }
        return s.concat(parts);
    }
}
