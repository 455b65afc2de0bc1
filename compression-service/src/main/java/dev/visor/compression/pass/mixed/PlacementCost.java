package dev.visor.compression.pass.mixed;

import dev.visor.compression.trial.KernelTimes;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Predicts what a choice of float groups costs: the measured time of each group's kernels in floats instead of integers,
 * and a conversion of each value that passes between the two. What a converted element costs (the conversion itself and
 * the change of memory layout that ONNX Runtime makes beside it) is fitted to one measurement.
 */
final class PlacementCost {
    private static final double LEAST_NANOS = 0.1;
    private static final double GREATEST_NANOS = 3;
    /** Quantising and a change of layout, each one pass over memory. */
    private static final double USUAL_NANOS = 0.5;

    private static final int FLOAT = -1;

    private final double allIntegersMicros;
    private final double[] gainedMicros;
    private final List<Passed> values;
    private double nanosPerElement = USUAL_NANOS;

    /** A value that one group makes and others read; {@link #FLOAT} stands for what is in floats anyway. */
    private record Passed(int producer, Set<Integer> readers, double elements) {}

    private PlacementCost(double allIntegersMicros, double[] gainedMicros, List<Passed> values) {
        this.allIntegersMicros = allIntegersMicros;
        this.gainedMicros = gainedMicros;
        this.values = values;
    }

    /**
     * @param integer times of the quantised graph
     * @param floating times of the reference
     * @param shapes of the reference's values
     */
    static PlacementCost of(
            List<FloatGroup> groups,
            Graph quantized,
            Graph reference,
            KernelTimes integer,
            KernelTimes floating,
            Map<String, ValueInfo> shapes) {
        Map<String, Double> before = integer.microsByOutput(quantized);
        Map<String, Double> after = floating.microsByOutput(reference);
        double[] micros = new double[groups.size()];
        Map<String, Integer> groupOf = new HashMap<>();
        for (int i = 0; i < micros.length; i++) {
            for (String output : groups.get(i).outputs()) {
                micros[i] += after.getOrDefault(output, 0.0) - before.getOrDefault(output, 0.0);
                groupOf.put(output, i);
            }
        }
        return new PlacementCost(integer.totalMicros(), micros, passed(reference, groupOf, shapes));
    }

    private static List<Passed> passed(Graph reference, Map<String, Integer> groupOf, Map<String, ValueInfo> shapes) {
        List<Passed> values = new ArrayList<>();
        shapes.forEach((value, info) -> {
            Shape shape = info.shape();
            if (shape == null || !shape.isStatic() || reference.initializer(value) != null) {
                return;
            }
            Node producer = reference.producer(value);
            int from = producer == null ? FLOAT : groupOf.getOrDefault(producer.output(), FLOAT);
            Set<Integer> readers = new TreeSet<>();
            for (Node reader : reference.consumers(value)) {
                readers.add(groupOf.getOrDefault(reader.output(), FLOAT));
            }
            if (readers.stream().anyMatch(r -> r != from)) {
                values.add(new Passed(from, readers, shape.elements()));
            }
        });
        return values;
    }

    /** Microseconds that a choice of float groups, by index, takes more than all in integers. */
    double micros(Set<Integer> floats) {
        double kernels = 0;
        for (int group : floats) {
            kernels += gainedMicros[group];
        }
        return kernels + nanosPerElement * (converted(floats) - converted(Set.of())) / 1000;
    }

    /** Milliseconds that one picture takes with a choice of float groups. */
    double millis(Set<Integer> floats) {
        return (allIntegersMicros + micros(floats)) / 1000;
    }

    /** Microseconds that the kernels of one group take more in floats. */
    double kernelMicros(int group) {
        return gainedMicros[group];
    }

    /** Learns from a measurement what conversions cost. */
    void fit(Set<Integer> floats, double measuredMicros) {
        double kernels = 0;
        for (int group : floats) {
            kernels += gainedMicros[group];
        }
        double elements = converted(floats) - converted(Set.of());
        if (elements > 0) {
            nanosPerElement = Math.clamp((measuredMicros - kernels) * 1000 / elements, LEAST_NANOS, GREATEST_NANOS);
        }
    }

    private double converted(Set<Integer> floats) {
        double elements = 0;
        for (Passed value : values) {
            boolean made = value.producer() == FLOAT || floats.contains(value.producer());
            for (int reader : value.readers()) {
                if ((reader == FLOAT || floats.contains(reader)) != made) {
                    elements += value.elements();
                    break;
                }
            }
        }
        return elements;
    }
}
