package dev.visor.compression.layer;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.Lease;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.Outputs;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a graph on calibration inputs layer by layer, so that a layer can be changed before those after it see
 * its result. A stage holds the layers that have equally many layers before them; none of them reads another. Between
 * stages only the values that later ones read are kept, integers where they are quantised, for every picture, so that the whole costs little more
 * than one run of the model a picture. They are kept outside of the heap, in a temporary file where they are many.
 *
 * @param <L> kind of its layers
 */
public final class StagedRun<L extends Layer> implements AutoCloseable {
    private final Graph graph;
    private final CalibrationSet calibration;
    private final int images;
    private final List<List<L>> stages = new ArrayList<>();
    private final Map<Node, Integer> depths = new IdentityHashMap<>();
    private final Set<Node> layerNodes = Collections.newSetFromMap(new IdentityHashMap<>());
    /** What is known of each picture by now. */
    private final List<Map<String, TensorValue>> kept = new ArrayList<>();

    private @Nullable Shelf shelf;
    private Set<String> keptNames;

    /**
     * @param graph whose layers may be changed in place between stages, their weights and biases only
     * @param images how many calibration inputs, evenly spread
     */
    public StagedRun(Graph graph, List<L> layers, CalibrationSet calibration, int images) {
        this.graph = graph;
        this.calibration = calibration;
        this.images = Math.min(images, calibration.size());
        for (L layer : layers) {
            for (String result : results(layer)) {
                Node producer = graph.producer(result);
                if (producer != null) {
                    layerNodes.add(producer);
                }
            }
        }
        for (Node node : graph.nodes()) {
            int depth = 0;
            for (String read : node.reads()) {
                Node producer = graph.producer(read);
                if (producer != null) {
                    depth = Math.max(depth, depth(producer) + (layerNodes.contains(producer) ? 1 : 0));
                }
            }
            depths.put(node, depth);
        }
        Map<Integer, List<L>> byDepth = new HashMap<>();
        for (L layer : layers) {
            Node node = graph.producer(layer.output());
            byDepth.computeIfAbsent(node == null ? 0 : depth(node), d -> new ArrayList<>())
                    .add(layer);
        }
        for (int d = 0; stages.size() < byDepth.size(); d++) {
            stages.add(byDepth.getOrDefault(d, List.of()));
        }
        Set<String> fed = new LinkedHashSet<>(calibration.fixed().keySet());
        fed.add(calibration.tensor());
        keptNames = fed;
    }

    /** How many stages there are. */
    public int stages() {
        return stages.size();
    }

    /** How many calibration inputs it runs on. */
    public int images() {
        return images;
    }

    /** The layers of a stage. */
    public List<L> layers(int stage) {
        return stages.get(stage);
    }

    /** What a stage's results are asked for: adds outputs to its graph. */
    public interface Probe {
        void addTo(Graph stage);
    }

    /** Takes what a probe asked for. */
    public interface Observer {
        void observe(int image, Outputs outputs);
    }

    /** Goes on to a stage, after the one before, whose layers run as they are now. */
    public void advance(int stage) {
        Set<String> keep = frontier(stage);
        List<String> fresh = keep.stream().filter(v -> !keptNames.contains(v)).toList();
        if (fresh.isEmpty()) {
            return;
        }
        List<Map<String, TensorValue>> after = new ArrayList<>();
        Graph cut = cut(fresh);
        fresh.forEach(v -> cut.addOutput(new ValueInfo(v, ElementType.UNDEFINED, null)));
        Shelf before = shelf;
        shelf = null;
        try {
            fill(cut, keep, after);
        } finally {
            if (before != null) {
                before.close();
            }
        }
        kept.clear();
        kept.addAll(after);
        keptNames = keep;
    }

    private void fill(Graph cut, Set<String> keep, List<Map<String, TensorValue>> after) {
        run(cut, (image, outputs) -> {
            Map<String, TensorValue> values = new LinkedHashMap<>();
            for (String value : keep) {
                TensorValue known = kept(image).get(value);
                values.put(value, known != null ? known : outputs.get(value));
            }
            if (after.isEmpty()) {
                // Every picture's values take the same room.
                shelf = new Shelf(images
                        * values.values().stream().mapToLong(Shelf::bytes).sum());
            }
            Shelf fill = Objects.requireNonNull(shelf);
            values.replaceAll((name, value) -> fill.put(value));
            after.add(values);
        });
    }

    /** Gives back what the kept values take; nothing can be run afterwards. */
    @Override
    public void close() {
        kept.clear();
        if (shelf != null) {
            shelf.close();
            shelf = null;
        }
    }

    /** Runs layers of the present stage on every picture, with what a probe adds to them. */
    public void observe(List<? extends Layer> layers, Probe probe, Observer observer) {
        List<String> wanted = new ArrayList<>();
        layers.forEach(l -> wanted.addAll(results(l)));
        Graph cut = cut(wanted);
        probe.addTo(cut);
        run(cut, observer);
    }

    private void run(Graph cut, Observer observer) {
        try (ModelSession session = ModelSession.open(cut, SessionSettings.standard());
                Lease lease = session.lease()) {
            for (int i = 0; i < images; i++) {
                Map<String, TensorValue> inputs = new LinkedHashMap<>();
                Map<String, TensorValue> known = kept(i);
                cut.inputs().forEach(in -> inputs.put(in.name(), Objects.requireNonNull(known.get(in.name()))));
                observer.observe(i, lease.run(inputs));
            }
        }
    }

    /** What a layer of the present stage reads: integers where it is quantised; null if it isn't kept. */
    public @Nullable TensorValue inputIfKept(Layer layer, int image) {
        return kept(image).get(inputOf(layer));
    }

    private int depth(Node node) {
        return depths.getOrDefault(node, 0);
    }

    /** What a layer computes, and what the reference does where it stands beside it. */
    private List<String> results(Layer layer) {
        String twin = PairedGraph.inReference(layer.output());
        return graph.producer(twin) == null ? List.of(layer.output()) : List.of(layer.output(), twin);
    }

    private String inputOf(Layer layer) {
        String read = layer.node().input(0);
        Node producer = graph.producer(read);
        return producer != null && producer.is("DequantizeLinear") ? producer.input(0) : read;
    }

    private Map<String, TensorValue> kept(int image) {
        if (!kept.isEmpty()) {
            return kept.get(image);
        }
        float[] values = calibration.input((int) ((long) image * calibration.size() / images));
        Map<String, TensorValue> inputs = new LinkedHashMap<>(calibration.fixed());
        inputs.put(calibration.tensor(), TensorValue.ofFloats(calibration.shape(), values));
        return inputs;
    }

    /** What must be known of the values before a stage to run it and those after it. */
    private Set<String> frontier(int stage) {
        Set<String> found = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        List<String> open = new ArrayList<>();
        for (int later = stage; later < stages.size(); later++) {
            layers(later).forEach(l -> open.addAll(results(l)));
        }
        while (!open.isEmpty()) {
            String value = open.removeLast();
            if (!seen.add(value) || graph.initializer(value) != null) {
                continue;
            }
            Node producer = graph.producer(value);
            if (producer != null
                    && (depth(producer) > stage || layerNodes.contains(producer) || producer.is("DequantizeLinear"))) {
                open.addAll(producer.reads());
            } else {
                found.add(value);
            }
        }
        return found;
    }

    /** A graph of what leads from kept values to wanted ones. */
    private Graph cut(Collection<String> wanted) {
        Map<String, TensorValue> known = kept(0);
        Set<Node> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<String> seen = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(wanted);
        Graph cut = new Graph();
        graph.opsetImports().forEach(cut::setOpset);
        cut.setIrVersion(graph.irVersion());
        while (!open.isEmpty()) {
            String value = open.removeLast();
            if (!seen.add(value)) {
                continue;
            }
            Node producer = graph.producer(value);
            Tensor constant = graph.initializer(value);
            TensorValue example = known.get(value);
            if (constant != null) {
                cut.setInitializer(value, constant);
            } else if (example != null) {
                cut.addInput(ValueInfo.of(value, example.type(), example.shape()));
            } else if (producer != null) {
                needed.add(producer);
                open.addAll(producer.reads());
            } else {
                throw new IllegalStateException("'%s' has neither a producer nor a calibration input".formatted(value));
            }
        }
        graph.nodes().stream().filter(needed::contains).forEach(n -> cut.append(n.copy()));
        return cut;
    }
}
