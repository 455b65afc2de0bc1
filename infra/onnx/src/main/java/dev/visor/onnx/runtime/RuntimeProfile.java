package dev.visor.onnx.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a model's time goes, by node, from ONNX Runtime's own profile. Node names are those of the graph that
 * ran: after ONNX Runtime's fusions, unless the session was opened without optimisation.
 *
 * @param nodes slowest first
 */
public record RuntimeProfile(List<NodeTime> nodes) {
    /**
     * @param name the node's name
     * @param opType as run, which after fusion may be an internal one
     * @param inputType element type of its first input in ONNX Runtime's words ({@code float}, {@code uint8}), empty if
     *     the profile doesn't say
     * @param runs how often it was timed
     * @param medianMicros median time of one run
     */
    public record NodeTime(String name, String opType, String inputType, int runs, double medianMicros) {}

    private static final String KERNEL = "_kernel_time";

    public RuntimeProfile {
        nodes = List.copyOf(nodes);
    }

    /** Sum of all nodes' medians. */
    public double totalMicros() {
        return nodes.stream().mapToDouble(NodeTime::medianMicros).sum();
    }

    /** Sum of medians by operator, in the operators' alphabetical order. */
    public Map<String, Double> microsByOpType() {
        Map<String, Double> out = new TreeMap<>();
        nodes.forEach(n -> out.merge(n.opType(), n.medianMicros(), Double::sum));
        return out;
    }

    /**
     * Loads a model, runs it {@code warmups + runs} times and profiles the later ones.
     *
     * @param inputs given to every run
     */
    public static RuntimeProfile measure(
            byte[] model, SessionSettings settings, Map<String, TensorValue> inputs, int warmups, int runs) {
        try {
            Path folder = Files.createTempDirectory("visor-profile");
            try {
                ModelSession session = ModelSession.open(
                        model, settings.profilingTo(folder.resolve("profile").toString()));
                try (session;
                        Lease lease = session.lease()) {
                    for (int i = 0; i < warmups + runs; i++) {
                        lease.run(inputs);
                    }
                }
                Path file = session.profile();
                if (file == null) {
                    throw new ModelRunException("ONNX Runtime wrote no profile");
                }
                return read(file, warmups);
            } finally {
                deleteFolder(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a profile file, leaving out the first {@code skippedRuns} times of each node. */
    public static RuntimeProfile read(Path file, int skippedRuns) {
        record Key(String name, String opType, String inputType) {}
        Map<Key, List<Long>> times = new LinkedHashMap<>();
        for (JsonNode event : JsonMapper.shared().readTree(file.toFile())) {
            String name = event.path("name").asString("");
            if (event.path("cat").asString("").equals("Node") && name.endsWith(KERNEL)) {
                Key key = new Key(
                        name.substring(0, name.length() - KERNEL.length()),
                        event.path("args").path("op_name").asString(""),
                        inputType(event.path("args").path("input_type_shape")));
                times.computeIfAbsent(key, k -> new ArrayList<>())
                        .add(event.path("dur").asLong(0));
            }
        }
        List<NodeTime> nodes = new ArrayList<>();
        times.forEach((key, micros) -> {
            List<Long> counted = micros.subList(Math.min(skippedRuns, micros.size()), micros.size());
            if (!counted.isEmpty()) {
                nodes.add(new NodeTime(key.name(), key.opType(), key.inputType(), counted.size(), median(counted)));
            }
        });
        nodes.sort(Comparator.comparingDouble(NodeTime::medianMicros).reversed().thenComparing(NodeTime::name));
        return new RuntimeProfile(nodes);
    }

    /** The profile has one object an input, its key the type and its value the shape. */
    private static String inputType(JsonNode inputs) {
        return inputs.path(0).propertyNames().stream().findFirst().orElse("");
    }

    private static double median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
    }

    private static void deleteFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path f : files.toList()) {
                Files.delete(f);
            }
        }
        Files.delete(folder);
    }
}
