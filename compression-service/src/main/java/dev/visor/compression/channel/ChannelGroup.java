package dev.visor.compression.channel;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Channels of which any may go, as long as one stays: units that touch the same places in the same numbers.
 *
 * @param name first output of the first layer that makes them; if a layer's channels fall into several groups, with the first and
 *     last of its channels, as in {@code conv1[0..7]}
 * @param units in the order of their channels
 * @param spans everything that they touch, in graph order
 * @param producers layers with weights of their own for each channel, in graph order; depthwise convolutions only pass channels on
 * @param consumers layers that sum over the channels, in graph order
 */
public record ChannelGroup(
        String name,
        List<ChannelUnit> units,
        List<Span> spans,
        List<LayerChannels> producers,
        List<LayerChannels> consumers) {
    static List<ChannelUnit> unitsOf(String name, int size) {
        return IntStream.range(0, size).mapToObj(i -> new ChannelUnit(name, i)).toList();
    }

    /** How many units. */
    public int size() {
        return units.size();
    }

    /** What it owns of a place; null if nothing. */
    public @Nullable Span span(Place place) {
        for (Span span : spans) {
            if (span.place().equals(place)) {
                return span;
            }
        }
        return null;
    }

    /** As {@link #span}, of a place that it touches. */
    Span require(Place place) {
        return Objects.requireNonNull(span(place), () -> name + " doesn't touch " + place);
    }

    /** What it owns of constants: weights, biases, normalisations, scales and element-wise constants. */
    public List<Span> constants() {
        return spans.stream().filter(s -> s.place() instanceof Place.OfConstant).toList();
    }

    /** How many channels a unit has in the first layer that makes them. */
    public int channelsPerUnit() {
        return producers.isEmpty()
                ? spans.getFirst().width()
                : producers.getFirst().channels()[0].length;
    }
}
