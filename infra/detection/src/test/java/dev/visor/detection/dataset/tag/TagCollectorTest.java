package dev.visor.detection.dataset.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TagCollectorTest {
    private final List<Finding> findings = new ArrayList<>();
    private final TagCollector tags = new TagCollector("a.jpg", findings);

    @Test
    void writesNamesInOneWay() {
        tags.add(" Time of Day ", "night");
        tags.add("Camera_ID", "12");
        tags.add("video_id", "7");
        tags.add("weather", "  ");

        assertThat(tags.tags())
                .containsExactly(Map.entry("camera", "12"), Map.entry("clip", "7"), Map.entry("time_of_day", "night"));
        assertThat(findings).isEmpty();
    }

    @Test
    void keepsTheFirstValueOfAName() {
        tags.add("camera", "12");
        tags.add("cam_id", "13");

        assertThat(tags.tags()).containsExactly(Map.entry("camera", "12"));
    }

    @Test
    void leavesOutWhatIsTooLongOrTooMuch() {
        tags.add("x".repeat(TagCollector.MAX_NAME + 1), "v");
        tags.add("long", "v".repeat(TagCollector.MAX_VALUE + 1));
        tags.add("lines", "a\nb");
        for (int i = 0; i <= TagCollector.MAX_TAGS; i++) {
            tags.add("tag" + i, "v");
        }

        assertThat(tags.tags()).hasSize(TagCollector.MAX_TAGS);
        assertThat(findings).hasSize(4).allMatch(f -> f.rule() == Rule.TAG && !f.leftOut());
    }
}
