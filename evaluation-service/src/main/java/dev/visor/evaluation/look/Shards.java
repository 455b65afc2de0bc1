package dev.visor.evaluation.look;

import dev.visor.detection.Detection;
import dev.visor.detection.accuracy.MatchTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** How a look is cut into shards and put together again. */
final class Shards {
    /** About a second of work for the fastest detectors, a few for the slowest: little is lost with a worker. */
    static final int PICTURES = 32;

    private Shards() {}

    /** The first picture of each shard. */
    static List<Integer> starts(int pictures) {
        List<Integer> starts = new ArrayList<>();
        for (int first = 0; first < pictures; first += PICTURES) {
            starts.add(first);
        }
        return starts;
    }

    /** Pictures of the shard that begins there. */
    static int size(int first, int pictures) {
        return Math.min(PICTURES, pictures - first);
    }

    /** All that was seen, from what each shard saw, by its first picture. */
    static Seen merge(SortedMap<Integer, Seen> shards) {
        List<List<Detection>> detections = new ArrayList<>();
        List<MatchTable> tables = new ArrayList<>();
        shards.forEach((first, seen) -> {
            if (first != detections.size()) {
                throw new IllegalStateException(
                        "shard of picture %d follows %d pictures".formatted(first, detections.size()));
            }
            detections.addAll(seen.detections());
            tables.add(seen.table());
        });
        return new Seen(MatchTable.merge(tables), detections);
    }
}
