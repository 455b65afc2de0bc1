package dev.visor.compression.report;

import dev.visor.compression.channel.ChannelCost;
import dev.visor.compression.channel.ChannelGroup;
import dev.visor.compression.channel.ChannelGroups;
import dev.visor.compression.channel.LayerChannels;
import dev.visor.compression.channel.Place;
import dev.visor.compression.channel.Span;
import dev.visor.contracts.compression.ChannelGroupReport;
import dev.visor.contracts.compression.ProtectedChannelsReport;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.rewrite.Constants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which channels of a variant may be removed, and which must stay.
 *
 * @param groups in graph order
 * @param protectedChannels in graph order
 */
record ChannelRows(List<ChannelGroupReport> groups, List<ProtectedChannelsReport> protectedChannels) {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelRows.class);
    private static final int NAMED = 3;

    /** Nothing, if the graph can't be analysed: a report is no reason to lose a variant. */
    static ChannelRows of(Graph graph, Map<String, ValueInfo> shapes) {
        try {
            return analysed(graph, shapes);
        } catch (RuntimeException e) {
            LOG.warn("channels of {} are not in its report", graph.name(), e);
            return new ChannelRows(List.of(), List.of());
        }
    }

    private static ChannelRows analysed(Graph graph, Map<String, ValueInfo> shapes) {
        ChannelGroups found = ChannelGroups.of(graph, shapes);
        ChannelCost cost = ChannelCost.of(graph, found);
        List<ChannelGroupReport> groups = new ArrayList<>();
        for (int i = 0; i < found.groups().size(); i++) {
            ChannelGroup group = found.groups().get(i);
            groups.add(new ChannelGroupReport(
                    group.name(),
                    group.size(),
                    group.channelsPerUnit(),
                    parameters(graph, group),
                    cost.macsOf(i),
                    "made by %s; read by %s"
                            .formatted(named(graph, group.producers()), named(graph, group.consumers()))));
        }
        return new ChannelRows(
                groups,
                found.protectedChannels().stream()
                        .map(p -> new ProtectedChannelsReport(name(graph, p.layer()), p.channels(), p.reason()))
                        .toList());
    }

    /** Elements of constants that would vanish with all of the group. */
    private static long parameters(Graph graph, ChannelGroup group) {
        Map<String, Double> left = new LinkedHashMap<>();
        Map<String, Tensor> constants = new LinkedHashMap<>();
        for (Span span : group.constants()) {
            Node node = span.place() instanceof Place.OfConstant(String output, int _, int _)
                    ? graph.producer(output)
                    : null;
            int input = span.place() instanceof Place.OfConstant(String _, int in, int _) ? in : 0;
            Tensor tensor = node == null ? null : Constants.of(graph, node.input(input));
            if (node != null && tensor != null) {
                String key = node.output() + ":" + input;
                constants.put(key, tensor);
                left.merge(key, 1 - (double) group.size() * span.width() / span.size(), (a, b) -> a * b);
            }
        }
        double sum = 0;
        for (Map.Entry<String, Tensor> constant : constants.entrySet()) {
            sum += constant.getValue().elements() * (1 - left.getOrDefault(constant.getKey(), 1.0));
        }
        return Math.round(sum);
    }

    private static String named(Graph graph, List<LayerChannels> layers) {
        if (layers.isEmpty()) {
            return "nothing with weights";
        }
        String first = layers.stream()
                .limit(NAMED)
                .map(l -> "%s %s".formatted(l.operator(), name(graph, l.node())))
                .collect(Collectors.joining(", "));
        return layers.size() <= NAMED ? first : "%s and %d more".formatted(first, layers.size() - NAMED);
    }

    private static String name(Graph graph, String output) {
        Node node = graph.producer(output);
        return node == null || node.name().isEmpty() ? output : node.name();
    }
}
