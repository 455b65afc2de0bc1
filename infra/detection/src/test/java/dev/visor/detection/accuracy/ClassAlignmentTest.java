package dev.visor.detection.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.policy.Policy;
import dev.visor.detection.Detection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassAlignmentTest {
    private static final List<String> DATASET = List.of("helmet", "no_helmet", "plate");

    @Test
    void matchesClassesByNameWhateverTheirOrder() {
        ClassAlignment alignment =
                ClassAlignment.of(List.of("plate", "no_helmet", "helmet"), DATASET, policy(List.of(), Map.of()));
        assertThat(alignment.judged()).isEqualTo(DATASET);
        assertThat(alignment.ofModel()).containsExactly(2, 1, 0);
    }

    @Test
    void judgesTheClassesThatThePolicyNamesInTheDatasetsOrder() {
        ClassAlignment alignment = ClassAlignment.of(
                List.of("helmet", "no_helmet"), DATASET, policy(List.of("no_helmet", "helmet"), Map.of()));
        assertThat(alignment.judged()).containsExactly("helmet", "no_helmet");
        assertThat(alignment.ofDataset()).containsExactly(0, 1, -1);
    }

    @Test
    void observesLabelsAndDetectionsOfJudgedClassesInTheirOrder() {
        ClassAlignment alignment = ClassAlignment.of(
                List.of("plate", "no_helmet", "helmet"), DATASET, policy(List.of("helmet", "no_helmet"), Map.of()));
        LabelledImage image = new LabelledImage(
                "a.jpg",
                Sha256.of(new byte[0]),
                64,
                48,
                Split.VAL,
                true,
                List.of(
                        LabelledBox.of(1, 1, 2, 3, 4),
                        LabelledBox.of(2, 5, 5, 5, 5),
                        new LabelledBox(0, 6, 7, 8, 9, 50, true, false)));
        Observation observation =
                alignment.observe(image, List.of(new Detection(2, 0.9, 1, 1, 2, 2), new Detection(0, 0.8, 3, 3, 4, 4)));
        assertThat(observation.labels().classes()).containsExactly(1, 0);
        assertThat(observation.labels().boxes()).containsExactly(1, 2, 3, 4, 6, 7, 8, 9);
        assertThat(observation.labels().areas()).containsExactly(12, 50);
        assertThat(observation.labels().isDemanded(0)).isTrue();
        assertThat(observation.labels().isDemanded(1)).isFalse();
        assertThat(observation.sightings().classes()).containsExactly(0);
        assertThat(observation.sightings().scores()).containsExactly(0.9);
    }

    @Test
    void translatesModelClassesByTheMap() {
        ClassAlignment alignment = ClassAlignment.of(
                List.of("Hardhat", "NO-Hardhat", "Person", "cap"),
                DATASET,
                policy(
                        List.of("helmet", "no_helmet"),
                        Map.of("Hardhat", "helmet", "NO-Hardhat", "no_helmet", "cap", "no_helmet")));
        assertThat(alignment.ofModel()).containsExactly(0, 1, -1, 1);
        assertThat(alignment.sources(List.of("Hardhat", "NO-Hardhat", "Person", "cap")))
                .containsExactly(List.of("Hardhat"), List.of("NO-Hardhat", "cap"));
    }

    @Test
    void refusesAJudgedClassThatTheModelLacksAndNamesTheWayOut() {
        assertThatThrownBy(() -> ClassAlignment.of(List.of("helmet", "head"), DATASET, policy(List.of(), Map.of())))
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLASS_MISMATCH))
                .hasMessage(
                        "no class of the model is classes 'no_helmet', 'plate' of the dataset: the model has [helmet, head], the dataset has [helmet, no_helmet, plate]; name the model's class for it in the policy's classMap, or leave it out by naming the others in 'classes'");
    }

    @Test
    void refusesAPolicyThatJudgesAClassTheDatasetLacks() {
        assertThatThrownBy(() -> ClassAlignment.of(DATASET, DATASET, policy(List.of("rider"), Map.of())))
                .hasMessageContaining("judges class 'rider', which the dataset lacks");
    }

    @Test
    void refusesAMapToAClassTheDatasetLacks() {
        assertThatThrownBy(() -> ClassAlignment.of(DATASET, DATASET, policy(List.of(), Map.of("plate", "sign"))))
                .hasMessageContaining("classMap sends model class 'plate' to 'sign'");
    }

    @Test
    void leavesAMapOfAClassThatTheModelLacksAlone() {
        ClassAlignment alignment =
                ClassAlignment.of(DATASET, DATASET, policy(List.of(), Map.of("someone-elses", "sign")));
        assertThat(alignment.ofModel()).containsExactly(0, 1, 2);
    }

    private static Policy policy(List<String> classes, Map<String, String> classMap) {
        Policy standard = Policy.standard();
        return new Policy(
                standard.name(), standard.target(), null, classes, classMap, standard.gates(), standard.objective());
    }
}
