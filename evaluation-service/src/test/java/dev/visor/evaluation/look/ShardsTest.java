package dev.visor.evaluation.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.detection.Detection;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.MatchTableFormat;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.evaluation.metric.Scene;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardsTest {
    private static final int PICTURES = 101;
    private static final Observations SCENE = Scene.random(9, PICTURES, "car", "bus");

    @Test
    void shardsCoverEveryPictureOnce() {
        assertThat(Shards.starts(PICTURES)).containsExactly(0, 32, 64, 96);
        assertThat(Shards.starts(PICTURES).stream()
                        .mapToInt(first -> Shards.size(first, PICTURES))
                        .sum())
                .isEqualTo(PICTURES);
        assertThat(Shards.starts(64)).containsExactly(0, 32);
        assertThat(Shards.size(32, 64)).isEqualTo(32);
    }

    @Test
    void whateverShardIsDoneFirstTheWholeIsTheSameByteForByte() {
        Seen whole = seen(0, PICTURES);
        List<Integer> order = new ArrayList<>(Shards.starts(PICTURES));
        // Some are done twice.
        order.addAll(List.of(32, 96));
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(order, new Random(seed));
            SortedMap<Integer, Seen> shards = new TreeMap<>();
            order.forEach(first -> shards.put(first, seen(first, Shards.size(first, PICTURES))));
            Seen merged = Shards.merge(shards);
            assertThat(merged.detections()).isEqualTo(whole.detections());
            assertThat(MatchTableFormat.write(merged.table())).isEqualTo(MatchTableFormat.write(whole.table()));
        }
    }

    @Test
    void oneShardIsTheWhole() {
        SortedMap<Integer, Seen> shards = new TreeMap<>();
        shards.put(0, seen(0, 20));
        assertThat(MatchTableFormat.write(Shards.merge(shards).table()))
                .isEqualTo(MatchTableFormat.write(seen(0, 20).table()));
    }

    @Test
    void aMissingShardIsNotPassedOver() {
        SortedMap<Integer, Seen> shards = new TreeMap<>();
        shards.put(0, seen(0, 32));
        shards.put(64, seen(64, 32));
        assertThatThrownBy(() -> Shards.merge(shards)).hasMessage("shard of picture 64 follows 32 pictures");
        shards.remove(0);
        assertThatThrownBy(() -> Shards.merge(shards)).hasMessage("shard of picture 64 follows 0 pictures");
    }

    private static Seen seen(int first, int count) {
        Observations part = new Observations(SCENE.classes(), SCENE.pictures().subList(first, first + count));
        return new Seen(
                MatchTable.of(part, first),
                part.pictures().stream().map(p -> detections(p.sightings())).toList());
    }

    private static List<Detection> detections(Sightings seen) {
        return IntStream.range(0, seen.size())
                .mapToObj(d -> new Detection(
                        seen.classes()[d],
                        seen.scores()[d],
                        seen.boxes()[4 * d],
                        seen.boxes()[4 * d + 1],
                        seen.boxes()[4 * d + 2],
                        seen.boxes()[4 * d + 3]))
                .toList();
    }
}
