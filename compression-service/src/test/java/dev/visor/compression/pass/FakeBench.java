package dev.visor.compression.pass;

import dev.visor.compression.trial.Accuracy;
import dev.visor.compression.trial.KernelTimes;
import dev.visor.compression.trial.TrialBench;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphReader;
import java.util.List;
import java.util.Objects;

/** Reads what a model is worth and takes from its metadata, and counts how often it was asked. */
public final class FakeBench implements TrialBench {
    private static final String AP = "test.ap";
    private static final String TIME = "test.time";

    private int asked;

    /** Makes a graph worth this much: AP and AP50 from 0 to 1. */
    public static void worth(Graph graph, double ap) {
        graph.metadata().put(AP, Double.toString(ap));
    }

    /** Makes a graph take so long. */
    public static void takes(Graph graph, double time) {
        graph.metadata().put(TIME, Double.toString(time));
    }

    int asked() {
        return asked;
    }

    @Override
    public Accuracy accuracy(byte[] model) {
        asked++;
        double ap = read(model, AP, 0.5);
        return new Accuracy(ap, ap + 0.3);
    }

    @Override
    public double distance(byte[] model) {
        return 0;
    }

    @Override
    public KernelTimes kernelTimes(byte[] model) {
        return new KernelTimes(List.of());
    }

    @Override
    public double timeRatio(byte[] model, byte[] other) {
        asked++;
        return read(model, TIME, 1) / read(other, TIME, 1);
    }

    @Override
    public int measured() {
        return asked;
    }

    @Override
    public int known() {
        return 0;
    }

    private static double read(byte[] model, String key, double otherwise) {
        String found = GraphReader.read(model).metadata().get(key);
        return Double.parseDouble(Objects.requireNonNullElse(found, Double.toString(otherwise)));
    }
}
