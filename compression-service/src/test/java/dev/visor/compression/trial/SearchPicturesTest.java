package dev.visor.compression.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchPicturesTest {
    private final DatasetManifest dataset = new DatasetManifest(
            "d",
            List.of("helmet"),
            List.of(
                    image("calibrated", Split.CALIB, true),
                    image("calibrated", Split.TRAIN, true),
                    image("judged", Split.TRAIN, true),
                    image("unlabelled", Split.TRAIN, false),
                    image("one", Split.TRAIN, true),
                    image("two", Split.TRAIN, true),
                    image("three", Split.TRAIN, true),
                    image("judged", Split.VAL, true)));

    @Test
    void areLabelledTrainingPicturesThatNothingElseUses() {
        assertThat(SearchPictures.of(
                        dataset,
                        List.of(Sha256.of("calibrated".getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                        10))
                .extracting(LabelledImage::file)
                .containsExactly("one", "two", "three");
    }

    @Test
    void areSpreadEvenlyWhereFewerAreWanted() {
        assertThat(SearchPictures.of(
                        dataset, List.of(Sha256.of("calibrated".getBytes(java.nio.charset.StandardCharsets.UTF_8))), 2))
                .extracting(LabelledImage::file)
                .containsExactly("one", "two");
    }

    private static LabelledImage image(String content, Split split, boolean labelled) {
        return new LabelledImage(
                content,
                Sha256.of(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                10,
                10,
                split,
                labelled,
                List.of());
    }
}
