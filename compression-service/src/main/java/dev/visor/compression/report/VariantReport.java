package dev.visor.compression.report;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.pass.PassRun;
import dev.visor.compression.pass.ProgressListener;
import dev.visor.compression.trial.DownloadSize;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.compression.CompressionReport.OutputDifference;
import dev.visor.contracts.compression.CompressionReport.Precision;
import dev.visor.contracts.compression.NodeReport;
import dev.visor.contracts.compression.Provenance;
import dev.visor.contracts.compression.ReportDetails;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.onnx.runtime.ShapeOracle;
import dev.visor.onnx.runtime.TensorValue;
import dev.visor.onnx.stats.GraphStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what there is to say about a made variant.
 *
 * @param summary without its details' artefact
 * @param details rows by node, kernel and tensor
 */
public record VariantReport(CompressionReport summary, ReportDetails details) {

    /**
     * A variant as it was made.
     *
     * @param graph its graph
     * @param file its file
     * @param reference the upload, or its tidied form; null for the upload itself
     * @param run what the passes did
     * @param outputs how each output differs from the parent's
     * @param provenance what it was made of
     */
    public record Subject(
            Graph graph,
            Path file,
            @Nullable Graph reference,
            PassRun run,
            List<OutputDifference> outputs,
            Provenance provenance) {}

    /**
     * Measures.
     *
     * @param inputs what the model is fed when it is timed
     * @param shapes shapes of these
     * @param pictures to compare values on; null if there are none
     * @param images how many of them at most
     */
    public static VariantReport of(
            Subject subject,
            Map<String, TensorValue> inputs,
            Map<String, long[]> shapes,
            @Nullable CalibrationSet pictures,
            int images,
            ProgressListener listener) {
        Graph graph = subject.graph();
        Map<String, ValueInfo> known = shapes(graph, shapes);
        GraphStats stats = GraphStats.withShapes(graph, known);
        KernelTimes times = times(subject.file(), inputs, listener);
        Graph reference = subject.reference();
        Map<String, Double> noise = reference == null || pictures == null
                ? Map.of()
                : noise(subject, known, shapes, reference, pictures, images, listener);
        List<NodeReport> nodes = nodes(graph, known, stats, times, noise);
        ChannelRows channels = ChannelRows.of(graph, known);
        return new VariantReport(
                new CompressionReport(
                        size(subject.file()),
                        stats.parameters(),
                        stats.macs(),
                        subject.run().reports(),
                        subject.outputs(),
                        DownloadSize.of(subject.file()),
                        precision(nodes),
                        times.share(),
                        subject.run().search(),
                        subject.provenance(),
                        null),
                new ReportDetails(
                        nodes,
                        times.kernels(),
                        subject.run().ranges(),
                        channels.groups(),
                        channels.protectedChannels()));
    }

    private static List<NodeReport> nodes(
            Graph graph, Map<String, ValueInfo> known, GraphStats stats, KernelTimes times, Map<String, Double> noise) {
        NodeBits bits = new NodeBits(graph, known);
        Map<Node, Double> micros = times.byNode(graph);
        List<NodeReport> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (bits.isAuxiliary(node)) {
                continue;
            }
            Tensor weights = bits.weights(node);
            nodes.add(new NodeReport(
                    node.name(),
                    node.opType(),
                    bits.weightBits(node),
                    bits.activationBits(node),
                    bits.isInteger(node),
                    weights == null ? 0 : weights.elements(),
                    stats.macsByNode().getOrDefault(node.output(), 0L),
                    noise.get(node.output()),
                    micros.get(node)));
        }
        return nodes;
    }

    static @Nullable Precision precision(List<NodeReport> nodes) {
        int learnt = 0;
        int integer = 0;
        double bits = 0;
        long weights = 0;
        long macs = 0;
        long integerMacs = 0;
        for (NodeReport node : nodes) {
            Integer own = node.weightBits();
            macs += node.macs();
            if (own == null) {
                continue;
            }
            learnt++;
            bits += (double) own * node.parameters();
            weights += node.parameters();
            if (own <= Byte.SIZE && node.integer()) {
                integer++;
                integerMacs += node.macs();
            }
        }
        return weights == 0
                ? null
                : new Precision(learnt, integer, bits / weights, macs == 0 ? 0 : (double) integerMacs / macs);
    }

    private static Map<String, ValueInfo> shapes(Graph graph, Map<String, long[]> inputs) {
        try {
            return ShapeOracle.infer(graph, inputs);
        } catch (ModelRunException | IllegalArgumentException e) {
            // Shapes are unknown then, and so are the multiplications.
            return Map.of();
        }
    }

    private static KernelTimes times(Path file, Map<String, TensorValue> inputs, ProgressListener listener) {
        listener.progressed("time kernels", 0, 1, "models");
        try {
            return KernelTimes.measure(Files.readAllBytes(file), inputs);
        } catch (ModelRunException e) {
            // Whether it runs at all is found out elsewhere.
            return new KernelTimes(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Map<String, Double> noise(
            Subject subject,
            Map<String, ValueInfo> known,
            Map<String, long[]> shapes,
            Graph reference,
            CalibrationSet pictures,
            int images,
            ProgressListener listener) {
        try {
            return NodeNoise.measure(
                    subject.graph(), known, reference, shapes(reference, shapes), pictures, images, listener);
        } catch (ModelRunException e) {
            // Some values can't be shown; the outputs were compared.
            return Map.of();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
