package dev.visor.compression.channel;

import dev.visor.compression.channel.operator.Atoms;
import dev.visor.compression.channel.operator.ChannelRules;
import dev.visor.compression.channel.operator.Site;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.ValueInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through a graph once, ties what each operator ties, and sorts what is left into groups. */
final class GroupSearch {
    private static final String SINGLE = "takes a way through the graph that no other channel takes";

    private final Graph graph;
    private final Map<String, ValueInfo> shapes;
    private final Atoms atoms = new Atoms();
    private final Map<Place, int[]> places = new LinkedHashMap<>();
    private final List<Layer> makers = new ArrayList<>();
    private final List<Layer> readers = new ArrayList<>();
    private final List<ChannelGroups.Read> reads = new ArrayList<>();

    /** A layer before its channels are known. */
    private record Layer(Place place, Node node, int input, int weights, int weightsAxis) {
        LayerChannels of(ChannelGroup group) {
            return new LayerChannels(
                    Place.nameOf(node),
                    node.opType(),
                    input,
                    weights,
                    weightsAxis,
                    group.require(place).indices());
        }
    }

    GroupSearch(Graph graph, Map<String, ValueInfo> shapes) {
        this.graph = graph;
        this.shapes = shapes;
    }

    ChannelGroups run() {
        Map<String, int[] @Nullable []> values = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            Site site = new Site(graph, node, shapes, atoms, values);
            site.run(ChannelRules.of(node));
            protectCaptured(node, values);
            note(site, node, values);
        }
        graph.outputs().forEach(out -> protect(values.get(out.name()), "feeds output '%s'".formatted(out.name())));
        return sort();
    }

    private void protectCaptured(Node node, Map<String, int[] @Nullable []> values) {
        for (String value : node.reads()) {
            if (!node.inputs().contains(value)) {
                protect(values.get(value), "a graph inside %s '%s' reads it".formatted(node.opType(), node.name()));
            }
        }
    }

    private void protect(int @Nullable [] @Nullable [] axes, String reason) {
        if (axes == null) {
            return;
        }
        for (int[] axis : axes) {
            if (axis != null) {
                for (int atom : axis) {
                    atoms.protect(atom, reason);
                }
            }
        }
    }

    private void note(Site site, Node node, Map<String, int[] @Nullable []> values) {
        String name = Place.nameOf(node);
        site.constants().forEach((input, axes) -> {
            for (int axis = 0; axis < axes.length; axis++) {
                if (axes[axis] != null) {
                    places.put(new Place.OfConstant(name, input, axis), axes[axis]);
                }
            }
        });
        for (String output : node.outputs()) {
            int[] @Nullable [] axes = values.get(output);
            for (int axis = 0; axes != null && axis < axes.length; axis++) {
                if (axes[axis] != null) {
                    places.put(new Place.OfValue(output, axis), axes[axis]);
                }
            }
        }
        for (Site.Production made : site.productions()) {
            Place place = new Place.OfValue(node.output(), made.axis());
            makers.add(new Layer(place, node, made.weights(), made.weights(), made.weightsAxis()));
        }
        for (Site.Contraction read : site.contractions()) {
            String value = node.input(read.input());
            Place.OfValue place = new Place.OfValue(value, read.axis());
            if (places.get(place) == null) {
                continue;
            }
            int rank = Objects.requireNonNull(values.get(value)).length;
            ValueInfo info = shapes.get(value);
            reads.add(new ChannelGroups.Read(
                    name, read.input(), place, rank, info == null ? ElementType.FLOAT : info.type()));
            if (!node.opType().startsWith("Reduce")) {
                readers.add(new Layer(place, node, read.input(), read.weights(), read.weightsAxis()));
            }
        }
    }

    /** Sets of tied indices that touch the same places in the same numbers make a group. */
    private ChannelGroups sort() {
        Map<Integer, List<Integer>> touched = new LinkedHashMap<>();
        // Places of makers first, so that units are in the order of the channels that they are known by.
        Set<Place> all = new LinkedHashSet<>();
        makers.forEach(m -> all.add(m.place));
        all.addAll(places.keySet());
        List<Place> order = List.copyOf(all);
        for (int p = 0; p < order.size(); p++) {
            for (int atom : places.getOrDefault(order.get(p), new int[0])) {
                if (atoms.reason(atom) == null) {
                    touched.computeIfAbsent(atoms.find(atom), r -> new ArrayList<>())
                            .add(p);
                }
            }
        }
        Map<List<Integer>, List<Integer>> sorted = new LinkedHashMap<>();
        touched.forEach((root, where) ->
                sorted.computeIfAbsent(where, w -> new ArrayList<>()).add(root));
        List<ChannelGroup> groups = new ArrayList<>();
        sorted.forEach((where, roots) -> {
            if (roots.size() == 1) {
                atoms.protect(roots.getFirst(), SINGLE);
                return;
            }
            Set<Place> own = new LinkedHashSet<>();
            where.forEach(p -> own.add(order.get(p)));
            groups.add(group(own, roots));
        });
        return new ChannelGroups(groups, protectedChannels(), reads, shapes);
    }

    private ChannelGroup group(Set<Place> own, List<Integer> roots) {
        Map<Integer, Integer> unitOf = new HashMap<>();
        roots.forEach(r -> unitOf.put(r, unitOf.size()));
        List<Span> spans = new ArrayList<>();
        for (Place place : places.keySet()) {
            if (own.contains(place)) {
                spans.add(span(place, unitOf));
            }
        }
        ChannelGroup bare = new ChannelGroup(name(own, unitOf), List.of(), spans, List.of(), List.of());
        return new ChannelGroup(
                bare.name(),
                ChannelGroup.unitsOf(bare.name(), roots.size()),
                List.copyOf(spans),
                makers.stream()
                        .filter(m -> own.contains(m.place))
                        .map(m -> m.of(bare))
                        .toList(),
                readers.stream()
                        .filter(r -> own.contains(r.place))
                        .map(r -> r.of(bare))
                        .toList());
    }

    private Span span(Place place, Map<Integer, Integer> unitOf) {
        int[] axis = Objects.requireNonNull(places.get(place));
        List<List<Integer>> indices = new ArrayList<>();
        unitOf.keySet().forEach(u -> indices.add(new ArrayList<>()));
        for (int i = 0; i < axis.length; i++) {
            Integer unit = unitOf.get(atoms.find(axis[i]));
            if (unit != null) {
                indices.get(unit).add(i);
            }
        }
        int[][] byUnit = indices.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        return new Span(place, axis.length, byUnit);
    }

    private String name(Set<Place> own, Map<Integer, Integer> unitOf) {
        Span first = span(own.iterator().next(), unitOf);
        String node = switch (first.place()) {
            case Place.OfValue(String value, int _) -> value;
            case Place.OfConstant(String output, int input, int axis) -> "%s:%d/%d".formatted(output, input, axis);
        };
        int[][] indices = first.indices();
        int covered = indices.length * first.width();
        int[] last = indices[indices.length - 1];
        return covered == first.size() ? node : "%s[%d..%d]".formatted(node, indices[0][0], last[last.length - 1]);
    }

    private List<ProtectedChannels> protectedChannels() {
        List<ProtectedChannels> out = new ArrayList<>();
        for (Layer maker : makers) {
            Map<String, Integer> byReason = new LinkedHashMap<>();
            for (int atom : places.getOrDefault(maker.place, new int[0])) {
                String reason = atoms.reason(atom);
                if (reason != null) {
                    byReason.merge(reason, 1, Integer::sum);
                }
            }
            byReason.forEach(
                    (reason, channels) -> out.add(new ProtectedChannels(Place.nameOf(maker.node), channels, reason)));
        }
        return out;
    }
}
