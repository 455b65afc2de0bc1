package dev.visor.detection.dataset.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.Split;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Rule;
import dev.visor.detection.dataset.duplicate.DuplicateFinder.Hashed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DuplicateFinderTest {
    private static final long HASH = 0x0123_4567_89ab_cdefL;

    @Test
    void leavesTheSameBytesOutOfTheLaterSplit() {
        DuplicateFinder.Found found = DuplicateFinder.find(List.of(
                hashed("t", Split.TRAIN, "one", HASH),
                hashed("c", Split.CALIB, "one", HASH),
                hashed("v", Split.VAL, "one", HASH),
                hashed("w", Split.VAL, "two", ~HASH),
                hashed("p", Split.PROMOTION, "two", ~HASH)));

        assertThat(found.leftOut()).containsExactlyInAnyOrder("v", "p");
        assertThat(found.duplicates().sameAcross()).isEqualTo(2);
        assertThat(found.findings()).hasSize(2).allMatch(f -> f.rule() == Rule.DUPLICATE && f.leftOut());
        assertThat(found.duplicates().pairs()).isEmpty();
    }

    @Test
    void namesNearPicturesOfOtherSplitsAndCountsThoseOfTheSame() {
        DuplicateFinder.Found found = DuplicateFinder.find(List.of(
                hashed("t1", Split.TRAIN, "1", HASH),
                hashed("t2", Split.TRAIN, "2", HASH ^ 1),
                hashed("t3", Split.TRAIN, "1", HASH),
                hashed("c", Split.CALIB, "3", HASH ^ 2),
                hashed("v", Split.VAL, "4", HASH ^ 0b11111),
                hashed("far", Split.VAL, "5", HASH ^ 0b111111 << 10)));

        assertThat(found.duplicates().pairs())
                .extracting(p -> p.file() + " " + p.other() + " " + p.bits())
                .as("nearest first")
                .containsExactly("c v 4", "t2 v 4", "t1 v 5", "t3 v 5");
        assertThat(found.duplicates().nearAcross()).isEqualTo(4);
        assertThat(found.duplicates().within())
                .as("calibration may see what was trained on")
                .containsOnlyKeys(Split.TRAIN)
                .containsValue(new Duplicates.Within(1, 2, 3));
        assertThat(found.findings()).extracting(Finding::file).containsOnly("v");
    }

    @Test
    void leavesDifferentPicturesAlone() {
        DuplicateFinder.Found found =
                DuplicateFinder.find(List.of(hashed("t", Split.TRAIN, "1", HASH), hashed("v", Split.VAL, "2", ~HASH)));

        assertThat(found.findings()).isEmpty();
        assertThat(found.duplicates()).isEqualTo(Duplicates.NONE);
        assertThat(DuplicateFinder.find(List.of()).duplicates()).isEqualTo(Duplicates.NONE);
    }

    @Test
    void searchesTwentyThousandPicturesInSecondsWhateverTheyShow() {
        Random random = new Random(1);
        List<Hashed> scattered = new ArrayList<>();
        List<Hashed> oneCamera = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Split split = i < 10_000 ? Split.TRAIN : Split.VAL;
            scattered.add(hashed("s" + i, split, "s" + i, random.nextLong()));
            oneCamera.add(hashed("o" + i, split, "o" + i, HASH ^ 1L << random.nextInt(64)));
        }
        search(scattered);

        Duplicates duplicates = search(oneCamera);
        assertThat(duplicates.nearAcross()).isEqualTo(100_000_000);
        assertThat(duplicates.pairs()).hasSize(DuplicateFinder.MAX_PAIRS);
    }

    private static Duplicates search(List<Hashed> pictures) {
        long begin = System.nanoTime();
        Duplicates duplicates = DuplicateFinder.find(pictures).duplicates();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(took).isLessThan(Duration.ofSeconds(20));
        return duplicates;
    }

    private static Hashed hashed(String file, Split split, String content, long hash) {
        return new Hashed(file, split, Sha256.of(content.getBytes(StandardCharsets.UTF_8)), hash);
    }
}
