package dev.visor.compression.channel;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.stats.GraphStats;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Multiply–accumulates of a graph, as {@link GraphStats} counts them, for any numbers of units that stay. Only numbers matter: a
 * layer costs a constant times the sizes of the axes that may shrink, so an answer takes microseconds.
 */
public final class ChannelCost {
    private final List<Term> terms;
    private final int[] whole;

    /** Prices layers by something that isn't a product of sizes, such as measured time. */
    @FunctionalInterface
    public interface LayerPrice {
        /**
         * What a layer costs.
         *
         * @param node its first output
         * @param output share of the channels it makes that are left, above 0 to 1
         * @param input share of the channels it reads that are left
         */
        double of(String node, double output, double input);
    }

    /** A layer: {@code each · Π sizes}; the first factor is what it makes, the others what it reads. */
    private record Term(String node, double each, @Nullable Factor made, List<Factor> factors) {
        double price(LayerPrice price, int[] kept, int[] whole) {
            double output = made == null ? 1 : made.share(kept, whole);
            double input = 1;
            for (Factor factor : factors) {
                input *= factor == made ? 1 : factor.share(kept, whole);
            }
            return price.of(node, output, input);
        }

        double macs(int[] kept, int[] whole) {
            double product = each;
            for (Factor factor : factors) {
                product *= factor.size(kept, whole);
            }
            return product;
        }
    }

    /** An axis: its size, and how many indices a unit of each of these groups has of it. */
    private record Factor(int size, int[] groups, int[] widths) {
        double share(int[] kept, int[] whole) {
            return (double) size(kept, whole) / size;
        }

        int size(int[] kept, int[] whole) {
            int left = size;
            for (int i = 0; i < groups.length; i++) {
                left -= (whole[groups[i]] - kept[groups[i]]) * widths[i];
            }
            return left;
        }
    }

    private ChannelCost(List<Term> terms, int[] whole) {
        this.terms = terms;
        this.whole = whole;
    }

    /** @param graph that was analysed */
    public static ChannelCost of(Graph graph, ChannelGroups groups) {
        int[] whole = groups.groups().stream().mapToInt(ChannelGroup::size).toArray();
        Map<String, Long> macs = GraphStats.withShapes(graph, groups.shapes()).macsByNode();
        List<Term> terms = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Long own = macs.get(node.output());
            if (own == null) {
                continue;
            }
            double each = own;
            List<Factor> factors = new ArrayList<>();
            Factor made = null;
            for (Place place : axes(graph, node, groups.shapes())) {
                Factor factor = factor(place, groups.groups());
                if (factor != null) {
                    factors.add(factor);
                    each /= factor.size;
                    made = place.equals(new Place.OfValue(node.output(), 1)) ? factor : made;
                }
            }
            terms.add(new Term(Place.nameOf(node), each, made, factors));
        }
        return new ChannelCost(terms, whole);
    }

    /** Axes whose sizes a layer's multiply–accumulates are proportional to. */
    private static Set<Place> axes(Graph graph, Node node, Map<String, ValueInfo> shapes) {
        Set<Place> axes = new LinkedHashSet<>();
        switch (node.opType()) {
            case "Conv" -> {
                axes.add(new Place.OfValue(node.output(), 1));
                axes.add(Place.read(graph, node, 1, 1));
            }
            case "ConvTranspose" -> {
                axes.add(new Place.OfValue(node.input(0), 1));
                axes.add(Place.read(graph, node, 1, 1));
            }
            case "MatMul", "Gemm" -> {
                boolean transposed = node.attributes().getInt("transA", 0) != 0;
                axes.add(Place.read(graph, node, 0, transposed ? 0 : rank(node.input(0), shapes) - 1));
                for (int axis = 0; axis < rank(node.output(), shapes); axis++) {
                    axes.add(new Place.OfValue(node.output(), axis));
                }
            }
            default -> {
                // Nothing is pruned around integer kernels.
            }
        }
        return axes;
    }

    private static int rank(String value, Map<String, ValueInfo> shapes) {
        ValueInfo info = shapes.get(value);
        Shape shape = info == null ? null : info.shape();
        return shape == null ? 0 : shape.rank();
    }

    private static @Nullable Factor factor(Place place, List<ChannelGroup> groups) {
        int size = 0;
        List<Integer> owners = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            Span span = groups.get(g).span(place);
            if (span != null) {
                size = span.size();
                owners.add(g);
                widths.add(span.width());
            }
        }
        return owners.isEmpty()
                ? null
                : new Factor(
                        size,
                        owners.stream().mapToInt(Integer::intValue).toArray(),
                        widths.stream().mapToInt(Integer::intValue).toArray());
    }

    /** As the graph is. */
    public long macs() {
        return macs(whole);
    }

    /** @param kept how many units stay of each group, in the order of {@link ChannelGroups#groups()} */
    public long macs(int... kept) {
        if (kept.length != whole.length) {
            throw new IllegalArgumentException("%d numbers for %d groups".formatted(kept.length, whole.length));
        }
        double sum = 0;
        for (Term term : terms) {
            sum += term.macs(kept, whole);
        }
        return Math.round(sum);
    }

    /** What all layers cost together by another price. */
    public double price(LayerPrice price, int... kept) {
        double sum = 0;
        for (Term term : terms) {
            sum += term.price(price, kept, whole);
        }
        return sum;
    }

    /** What vanishes with all units of a group: the work that its channels are made and read by. */
    public long macsOf(int group) {
        int[] without = whole.clone();
        without[group] = 0;
        return macs() - macs(without);
    }
}
