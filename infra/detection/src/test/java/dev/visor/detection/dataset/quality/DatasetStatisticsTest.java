package dev.visor.detection.dataset.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatasetStatisticsTest {
    @Test
    void countsBySplitClassSizeBrightnessAndTag() {
        DatasetStatistics statistics = DatasetStatistics.of(new DatasetManifest(
                "d",
                List.of("with", "without"),
                List.of(
                        image(
                                Split.VAL,
                                31.99,
                                Map.of("camera", "1", "weather", "rain"),
                                LabelledBox.of(0, 0, 0, 31, 33),
                                LabelledBox.of(0, 0, 0, 32, 32),
                                LabelledBox.of(1, 0, 0, 96, 96)),
                        image(Split.VAL, 32.0, Map.of("camera", "2"), LabelledBox.of(0, 0, 0, 7, 7)),
                        image(Split.VAL, null, Map.of("camera", "1")),
                        image(Split.TRAIN, 255.0, Map.of()))));

        assertThat(statistics.images()).isEqualTo(4);
        assertThat(statistics.boxes()).isEqualTo(4);
        assertThat(statistics.splits()).extracting(SplitStatistics::split).containsExactly(Split.TRAIN, Split.VAL);
        SplitStatistics val = statistics.splits().get(1);
        assertThat(val.boxesPerImage()).isEqualTo(1.33);
        assertThat(val.empty()).isEqualTo(1);
        assertThat(val.classes())
                .containsExactly(
                        new SplitStatistics.ClassCount("with", 2, 3, 2, 1, 0),
                        new SplitStatistics.ClassCount("without", 1, 1, 0, 0, 1));
        assertThat(val.sides().counts()).containsExactly(1, 0, 1, 1, 0, 1, 0, 0, 0);
        assertThat(val.crowding().counts()).containsExactly(1, 1, 0, 1, 0, 0, 0, 0);
        assertThat(val.brightness().counts()).containsExactly(1, 1, 0, 0, 0, 0, 0, 0);
        assertThat(val.withoutBrightness()).isEqualTo(1);
        assertThat(val.cameras()).isEqualTo(2);
        assertThat(val.clips()).isZero();
        assertThat(val.imageSizes()).containsExactly(new SplitStatistics.SizeCount(100, 50, 3));
        assertThat(val.tags())
                .containsExactly(
                        new SplitStatistics.TagCount(
                                "camera",
                                3,
                                2,
                                List.of(
                                        new SplitStatistics.ValueCount("1", 2),
                                        new SplitStatistics.ValueCount("2", 1))),
                        new SplitStatistics.TagCount(
                                "weather", 1, 1, List.of(new SplitStatistics.ValueCount("rain", 1))));
    }

    @Test
    void countsNothingOfNothing() {
        DatasetStatistics statistics = DatasetStatistics.of(new DatasetManifest("d", List.of("a"), List.of()));

        assertThat(statistics).isEqualTo(new DatasetStatistics("d", 0, 0, List.of()));
    }

    private static LabelledImage image(
            Split split, @Nullable Double luma, Map<String, String> tags, LabelledBox... boxes) {
        return new LabelledImage(
                "a.jpg", Sha256.of(new byte[0]), 100, 50, split, true, List.of(boxes), new TreeMap<>(tags), luma);
    }
}
