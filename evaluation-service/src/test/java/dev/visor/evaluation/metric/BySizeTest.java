package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.metric.BySize.ClassSizes;
import java.util.List;
import org.junit.jupiter.api.Test;

class BySizeTest {
    @Test
    void countsDemandedLabelsOfEachSizeAndClass() {
        BySize sizes = BySize.of(Scene.of("a", "b")
                .picture(List.of(box(0, 0, 0, 10, 10), box(0, 0, 0, 50, 50), box(1, 0, 0, 200, 200)))
                .picture(List.of(box(0, 0, 0, 60, 60)))
                .observations());
        assertThat(sizes.perClass()).containsExactly(new ClassSizes("a", 3, 1, 2, 0), new ClassSizes("b", 1, 0, 0, 1));
    }

    @Test
    void aBorderBelongsToBothRanges() {
        BySize sizes = BySize.of(Scene.of("a")
                .picture(List.of(box(0, 0, 0, 32, 32), box(0, 0, 0, 96, 96)))
                .observations());
        assertThat(sizes.perClass()).containsExactly(new ClassSizes("a", 2, 1, 2, 1));
    }

    @Test
    void leavesCrowdsAndIgnoredLabelsOut() {
        BySize sizes = BySize.of(Scene.of("a")
                .picture(List.of(
                        box(0, 0, 0, 10, 10).asCrowd(), box(0, 0, 0, 10, 10).asIgnored()))
                .observations());
        assertThat(sizes.perClass()).containsExactly(new ClassSizes("a", 0, 0, 0, 0));
    }
}
