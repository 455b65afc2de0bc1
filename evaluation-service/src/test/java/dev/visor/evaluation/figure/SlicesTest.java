package dev.visor.evaluation.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlicesTest {
    private static final LabelledBox BOX = LabelledBox.of(0, 1, 1, 10, 10);

    @Test
    void picturesAreDarkBelow70AndBrightFrom150() {
        Slices slices = Slices.of(List.of(lit(0, 69.99), lit(1, 70.0), lit(2, 149.99), lit(3, 150.0), lit(4, 255.0)));
        assertThat(slices.pictures("brightness=dark", 5).stream()).containsExactly(0);
        assertThat(slices.pictures("brightness=medium", 5).stream()).containsExactly(1, 2);
        assertThat(slices.pictures("brightness=bright", 5).stream()).containsExactly(3, 4);
    }

    @Test
    void picturesOfUnknownBrightnessAreInNoSliceOfIt() {
        Slices slices = Slices.of(List.of(Shown.image(0, null, Map.of(), List.of())));
        assertThat(slices.names()).containsExactly("crowding=0", "size=large", "size=medium", "size=small");
    }

    @Test
    void crowdingCountsLabelsThatAreDemanded() {
        LabelledBox crowd = new LabelledBox(0, 1, 1, 10, 10, 100, true, false);
        LabelledBox ignored = new LabelledBox(0, 1, 1, 10, 10, 100, false, true);
        Slices slices = Slices.of(List.of(
                with(0, List.of()),
                with(1, List.of(BOX)),
                with(2, List.of(crowd, ignored, BOX)),
                with(3, Collections.nCopies(2, BOX)),
                with(4, Collections.nCopies(4, BOX)),
                with(5, Collections.nCopies(5, BOX))));
        assertThat(slices.pictures("crowding=0", 6).stream()).containsExactly(0);
        assertThat(slices.pictures("crowding=1", 6).stream()).containsExactly(1, 2);
        assertThat(slices.pictures("crowding=2-4", 6).stream()).containsExactly(3, 4);
        assertThat(slices.pictures("crowding=5+", 6).stream()).containsExactly(5);
    }

    @Test
    void everyTagOfKindsMakesSlices() {
        Slices slices = Slices.of(List.of(
                tagged(0, Map.of("weather", "rain", "camera", "north")),
                tagged(1, Map.of("weather", "dry")),
                tagged(2, Map.of())));
        assertThat(slices.names()).contains("weather=rain", "weather=dry", "camera=north");
        assertThat(slices.pictures("camera=north", 3).stream()).containsExactly(0);
        assertThat(slices.pictures("weather=dry", 3).stream()).containsExactly(1);
    }

    @Test
    void aTagWithMoreThanTwentyValuesIsSlicesButNotListed() {
        Slices few = numbered(Slices.MOST_LISTED);
        assertThat(few.listed()).contains("number=0", "number=19").isEqualTo(few.names());
        assertThat(few.unlisted()).isEmpty();
        Slices many = numbered(Slices.MOST_LISTED + 1);
        assertThat(many.names()).contains("number=0", "number=20", "weather=dry");
        assertThat(many.pictures("number=20", 21).stream()).containsExactly(20);
        assertThat(many.listed())
                .noneMatch(name -> name.startsWith("number="))
                .contains("weather=dry", "crowding=0", "size=small");
        assertThat(many.unlisted()).isEqualTo(Map.of("number", 21));
    }

    private static Slices numbered(int values) {
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            images.add(tagged(i, Map.of("number", Integer.toString(i), "weather", "dry")));
        }
        return Slices.of(images);
    }

    @Test
    void tagsDoNotStandInForWhatIsMeasured() {
        Slices slices = Slices.of(List.of(
                Shown.image(0, 200.0, Map.of("brightness", "dark", "crowding", "5+", "size", "tiny"), List.of())));
        assertThat(slices.names())
                .containsExactly("brightness=bright", "crowding=0", "size=large", "size=medium", "size=small");
    }

    @Test
    void sizesAreOfLabelsAndLeaveNoPictureOut() {
        Slices slices = Slices.of(List.of(with(0, List.of(BOX)), with(1, List.of())));
        assertThat(slices.pictures("size=large", 2).stream()).containsExactly(0, 1);
    }

    @Test
    void whatIsDoneToAnAnswerStaysOutside() {
        Slices slices = Slices.of(List.of(with(0, List.of())));
        slices.pictures("crowding=0", 1).clear();
        assertThat(slices.pictures("crowding=0", 1).stream()).containsExactly(0);
    }

    private static LabelledImage lit(int i, double luma) {
        return Shown.image(i, luma, Map.of(), List.of());
    }

    private static LabelledImage with(int i, List<LabelledBox> boxes) {
        return Shown.image(i, null, Map.of(), boxes);
    }

    private static LabelledImage tagged(int i, Map<String, String> tags) {
        return Shown.image(i, null, tags, List.of());
    }
}
