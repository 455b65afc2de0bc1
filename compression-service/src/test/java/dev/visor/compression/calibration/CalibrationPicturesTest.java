package dev.visor.compression.calibration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationPicturesTest {
    @Test
    void prefersCalibToTrain() {
        CalibrationPictures pictures = CalibrationPictures.of(dataset(Split.CALIB, Split.TRAIN, Split.VAL), 10);
        assertThat(pictures.split()).isEqualTo(Split.CALIB);
    }

    @Test
    void takesTrainWhereThereIsNoCalib() {
        assertThat(CalibrationPictures.of(dataset(Split.TRAIN, Split.VAL), 10).split())
                .isEqualTo(Split.TRAIN);
    }

    @Test
    void refusesADatasetWithNeither() {
        assertThatThrownBy(() -> CalibrationPictures.of(dataset(Split.VAL, Split.TEST), 10))
                .hasMessageContaining("neither a split 'calib' nor 'train'");
    }

    @Test
    void refusesSplitsThatModelsAreJudgedOn() {
        for (Split split : List.of(Split.VAL, Split.PROMOTION, Split.TEST)) {
            assertThatThrownBy(() -> new CalibrationPictures(split, List.of()))
                    .hasMessageContaining("was '" + split.word() + "'");
        }
    }

    @Test
    void leavesPicturesOutThatModelsAreJudgedOnToo() {
        List<LabelledImage> images = List.of(image("a", Split.CALIB), image("b", Split.CALIB), image("b", Split.VAL));
        CalibrationPictures pictures = CalibrationPictures.of(new DatasetManifest("set", List.of("c"), images), 10);
        assertThat(pictures.images()).containsExactly(Sha256.of("a".getBytes(UTF_8)));
    }

    @Test
    void spreadsItsChoiceOverTheSplit() {
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            images.add(image("picture" + i, Split.CALIB));
        }
        CalibrationPictures pictures = CalibrationPictures.of(new DatasetManifest("set", List.of("c"), images), 5);
        assertThat(pictures.images())
                .containsExactly(
                        images.get(0).digest(),
                        images.get(2).digest(),
                        images.get(4).digest(),
                        images.get(6).digest(),
                        images.get(8).digest());
    }

    private static DatasetManifest dataset(Split... splits) {
        List<LabelledImage> images = new ArrayList<>();
        for (Split split : splits) {
            images.add(image(split.word(), split));
        }
        return new DatasetManifest("set", List.of("c"), images);
    }

    private static LabelledImage image(String content, Split split) {
        Sha256 digest = Sha256.of(content.getBytes(UTF_8));
        return new LabelledImage(content + ".jpg", digest, 10, 10, split, false, List.of());
    }
}
