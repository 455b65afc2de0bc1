package dev.visor.compression.pass.sharing;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.Option;
import dev.visor.compression.pass.Options;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.compression.pass.quantization.Parameterized;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stores learnt weights as indices into a codebook of few values, found by k-means (Han et al., <i>Deep Compression</i>,
 * 2016, §3), and computes in floating point (ONNX Cast-9, Gather-1, Mul-7). ONNX Runtime folds these nodes when it loads
 * the model: a quarter of the bytes, fewer on the way, where indices take {@code log2 clusters} bits or less; the kernels
 * and the speed of the parent.
 *
 * <pre>
 * const w: float[O,I,k,k]; y = Conv(x, w)
 *   →   const i: uint8[O,I,k,k]; const c: float[clusters]; w = Gather(c, Cast&lt;to=6&gt;(i)); y = Conv(x, w)
 *   →   … const s: float[O,1,1,1]; w = Mul(Gather(c, Cast&lt;to=6&gt;(i)), s)            by channel
 * </pre>
 *
 * Zero is always in the codebook, first, so that zeros stay zeros. Lossy: {@link Codebook} has the least squared error.
 *
 * <p>Leaves alone: weights so few that the file would not get smaller; weights that are read as anything but weights, or
 * along two axes; those that would move by more than {@code maxError}, with a note; models without weights in floating
 * point, and of quantised ones what is stored as integers.
 */
@PassId(
        value = "share-weights",
        description = "Stores weights as indices into codebooks found by k-means; computes in floating point.")
public record ShareWeights(
        @Option(
                description = "values that the weights of a layer share, zero among them",
                defaultValue = "64",
                min = 2,
                max = 256)
        int clusters,

        @Option(description = "what shares a codebook", defaultValue = "\"channel\"")
        Granularity granularity,

        @Option(description = "how the values of a codebook lie", defaultValue = "\"even\"")
        Spacing spacing,

        @Option(
                description = "a tensor whose weights would move by more stays: root of Σ(w − c)² / Σw²",
                defaultValue = "0.15",
                min = 0,
                max = 1)
        double maxError)
        implements GraphPass {
    /** Bytes that three nodes and their names take in the file, about. */
    private static final int NODES = 300;

    public ShareWeights {
        Options.inRange("clusters", clusters, 2, 256);
        Options.inRange("maxError", maxError, 0, 1);
    }

    @Override
    public Set<Property> needs() {
        return Set.of(Property.CONSTANT_INITIALIZERS);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.SHARED_WEIGHTS);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        Tally tally = new Tally();
        List<Node> stored = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Node node : List.copyOf(graph.nodes())) {
            Tensor weights = Parameterized.weights(graph, node);
            String name = node.input(1);
            if (weights == null || !seen.add(name)) {
                continue;
            }
            Integer axis = Parameterized.commonAxis(graph, name, weights);
            if (axis == null) {
                tally.notes.add("'%s' stays: it is read in other ways too".formatted(name));
                continue;
            }
            SharedWeights shared = SharedWeights.of(weights, axis, granularity, clusters, spacing);
            long saved = weights.sizeBytes() - shared.bytes() - NODES;
            if (saved <= 0) {
                tally.small++;
            } else if (shared.relativeError() > maxError) {
                tally.notes.add("'%s' stays: %d values would move its weights by %.3f, maxError is %s"
                        .formatted(name, shared.codebook().size(), shared.relativeError(), maxError));
            } else {
                tally.shared(shared, saved);
                stored.addAll(shared.store(graph, name));
            }
        }
        for (Node node : stored.reversed()) {
            graph.insertBefore(graph.nodes().getFirst(), node);
        }
        return tally.result();
    }

    /** What was done so far. */
    private static final class Tally {
        private int layers;
        private int small;
        private long weights;
        private long saved;
        private double bits;
        private double worst;
        private final List<String> notes = new ArrayList<>();

        void shared(SharedWeights shared, long savedBytes) {
            layers++;
            saved += savedBytes;
            weights += shared.indices().elements();
            bits += Symbols.entropy(shared.indices().bytes()) * shared.indices().elements();
            worst = Math.max(worst, shared.relativeError());
        }

        PassResult result() {
            if (small > 0) {
                notes.add("%d weight tensors stay: codebook and indices would take no less room".formatted(small));
            }
            if (layers == 0) {
                notes.addFirst("no weights in floating point can be shared");
                return PassResult.of(0, notes);
            }
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("sharedWeights", (double) layers);
            figures.put("savedBytes", (double) saved);
            figures.put("meanIndexBits", bits / weights);
            figures.put("worstRelativeError", worst);
            return new PassResult(layers, figures, notes);
        }
    }
}
