package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.compression.NodeReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two variants of an upload.
 *
 * @param a one, with its sizes and figures
 * @param b the other
 * @param passes passes that only one has, or that both have with other options
 * @param nodes nodes that only one has, that differ in bits, or whose noise differs by a decibel or more
 */
public record VariantDiff(VariantDetail a, VariantDetail b, List<PassDiff> passes, List<NodeDiff> nodes) {
    private static final double NOISE_DECIBELS = 1;

    /** A pass; options as JSON by name, null where it did not run. */
    public record PassDiff(
            String pass,
            @Nullable Map<String, String> a,
            @Nullable Map<String, String> b) {}

    /** A node, null where there is none of its name. */
    public record NodeDiff(
            String name, @Nullable NodeReport a, @Nullable NodeReport b) {}

    static VariantDiff of(VariantDetail a, List<NodeReport> nodesOfA, VariantDetail b, List<NodeReport> nodesOfB) {
        return new VariantDiff(a, b, passes(passesOf(a), passesOf(b)), nodes(nodesOfA, nodesOfB));
    }

    private static List<PassReport> passesOf(VariantDetail variant) {
        VariantDetail.Report report = variant.report();
        return report == null ? List.of() : report.passes();
    }

    /** A pass that runs twice is told apart by which time it is. */
    private static List<PassDiff> passes(List<PassReport> a, List<PassReport> b) {
        Map<String, Map<String, String>> ofA = byPass(a);
        Map<String, Map<String, String>> ofB = byPass(b);
        Map<String, Boolean> all = new LinkedHashMap<>();
        ofA.keySet().forEach(pass -> all.put(pass, true));
        ofB.keySet().forEach(pass -> all.put(pass, true));
        return all.keySet().stream()
                .filter(pass -> !Objects.equals(ofA.get(pass), ofB.get(pass)))
                .map(pass -> new PassDiff(pass, ofA.get(pass), ofB.get(pass)))
                .toList();
    }

    private static Map<String, Map<String, String>> byPass(List<PassReport> passes) {
        Map<String, Map<String, String>> byPass = new LinkedHashMap<>();
        Map<String, Integer> times = new HashMap<>();
        for (PassReport pass : passes) {
            int time = times.merge(pass.pass(), 1, Integer::sum);
            Map<String, String> options = pass.options();
            byPass.put(time == 1 ? pass.pass() : pass.pass() + " #" + time, options == null ? Map.of() : options);
        }
        return byPass;
    }

    private static List<NodeDiff> nodes(List<NodeReport> a, List<NodeReport> b) {
        Map<String, NodeReport> ofB = new LinkedHashMap<>();
        b.forEach(node -> ofB.put(node.name(), node));
        List<NodeDiff> diffs = new ArrayList<>();
        for (NodeReport node : a) {
            NodeReport other = ofB.remove(node.name());
            if (other == null || differ(node, other)) {
                diffs.add(new NodeDiff(node.name(), node, other));
            }
        }
        ofB.forEach((name, node) -> diffs.add(new NodeDiff(name, null, node)));
        return diffs;
    }

    private static boolean differ(NodeReport a, NodeReport b) {
        Double noiseOfA = a.sqnrDecibels();
        Double noiseOfB = b.sqnrDecibels();
        return !a.opType().equals(b.opType())
                || !Objects.equals(a.weightBits(), b.weightBits())
                || a.activationBits() != b.activationBits()
                || a.integer() != b.integer()
                || noiseOfA != null && noiseOfB != null && Math.abs(noiseOfA - noiseOfB) >= NOISE_DECIBELS;
    }
}
