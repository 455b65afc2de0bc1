package dev.visor.ingest.dashboard.page;

import dev.visor.contracts.compression.ChannelGroupReport;
import dev.visor.contracts.compression.ProtectedChannelsReport;
import dev.visor.contracts.compression.ReportDetails;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups of channels as bars, the costliest first, and what stays by reason, most channels first.
 *
 * @param units of all groups
 * @param kept channels that stay
 */
record ChannelBars(List<Bar> bars, int units, List<Reason> reasons, int kept) {
    private static final double FULL = 100;

    /**
     * A group.
     *
     * @param share of the variant's multiply–accumulates; groups share layers, so shares add up to more than 1
     * @param length from 0 to 100; the costliest group has 100
     */
    record Bar(ChannelGroupReport group, double share, double length) {}

    /** Channels that stay for one reason, of one or several layers. */
    record Reason(String reason, int channels, List<String> layers) {
        private Reason with(Reason other) {
            List<String> all = new ArrayList<>(layers);
            all.addAll(other.layers);
            return new Reason(reason, channels + other.channels, all);
        }
    }

    /** @return null if nothing is known of channels, as in reports from before they were looked at */
    static @Nullable ChannelBars of(ReportDetails details, long macs) {
        if (details.groups().isEmpty() && details.protectedChannels().isEmpty()) {
            return null;
        }
        long most = details.groups().stream()
                .mapToLong(ChannelGroupReport::macs)
                .max()
                .orElse(0);
        List<Bar> bars = details.groups().stream()
                .sorted(Comparator.comparingLong(ChannelGroupReport::macs).reversed())
                .map(g -> new Bar(g, part(g.macs(), macs), FULL * part(g.macs(), most)))
                .toList();
        Map<String, Reason> reasons = new LinkedHashMap<>();
        for (ProtectedChannelsReport p : details.protectedChannels()) {
            reasons.merge(p.reason(), new Reason(p.reason(), p.channels(), List.of(p.layer())), Reason::with);
        }
        return new ChannelBars(
                bars,
                details.groups().stream().mapToInt(ChannelGroupReport::units).sum(),
                reasons.values().stream()
                        .sorted(Comparator.comparingInt(Reason::channels).reversed())
                        .toList(),
                details.protectedChannels().stream()
                        .mapToInt(ProtectedChannelsReport::channels)
                        .sum());
    }

    private static double part(long of, long whole) {
        return whole == 0 ? 0 : (double) of / whole;
    }
}
