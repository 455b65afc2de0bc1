package dev.visor.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.JudgedSplit;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.LearningSplit;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class ContractsTest {
    @Test
    void aDigestIsTheStandardsOne() {
        assertThat(Sha256.of("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThatThrownBy(() -> new Sha256("BA78")).hasMessageContaining("64 lower-case");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "A", "a.b", "a/b", "a b", "ü", "<script>"})
    void aNameThatIsNotSafeEverywhereIsRefused(String name) {
        assertThatThrownBy(() -> Names.require("model", name))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("model name");
    }

    @Test
    void aNameHasAtMost63Characters() {
        assertThat(Names.require("model", "a".repeat(63))).hasSize(63);
        assertThatThrownBy(() -> Names.require("model", "a".repeat(64))).isInstanceOf(VisorException.class);
    }

    @Test
    void aVariantReadsWhatItWrites() {
        assertThat(VariantId.parse("helmet.3.int8")).hasToString("helmet.3.int8");
        assertThatThrownBy(() -> VariantId.parse("helmet.int8")).hasMessageContaining("model.version.recipe");
    }

    @Test
    void thePolicySurvivesJson() {
        Policy policy = Policy.standard();

        String json = ContractJson.MAPPER.writeValueAsString(policy);

        assertThat(ContractJson.MAPPER.readValue(json, Policy.class)).isEqualTo(policy);
        assertThat(json).contains("\"gate\":\"maximum-drop\"", "\"objective\":\"fastest\"");
    }

    @Test
    void theWorstGateMakesTheVerdict() {
        assertThat(verdict(Outcome.PASS, Outcome.PASS)).isEqualTo(Outcome.PASS);
        assertThat(verdict(Outcome.PASS, Outcome.INCONCLUSIVE)).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict(Outcome.INCONCLUSIVE, Outcome.FAIL)).isEqualTo(Outcome.FAIL);
        assertThat(verdict(Outcome.FAIL, Outcome.ERROR)).isEqualTo(Outcome.ERROR);
    }

    @Test
    void promotionIsJudgedBeforeVal() {
        assertThat(dataset(Split.TRAIN, Split.VAL, Split.PROMOTION)
                        .judgedSplit()
                        .map(JudgedSplit::split))
                .contains(Split.PROMOTION);
        assertThat(dataset(Split.TRAIN, Split.VAL).judgedSplit().map(JudgedSplit::split))
                .contains(Split.VAL);
        assertThat(dataset(Split.TRAIN, Split.TEST).judgedSplit()).isEmpty();
        assertThat(dataset(Split.TRAIN, Split.CALIB).calibrationSplit().map(LearningSplit::split))
                .contains(Split.CALIB);
        assertThat(dataset(Split.VAL).calibrationSplit()).isEmpty();
    }

    @Test
    void whatIsJudgedCannotBeLearntFrom() {
        List<LabelledImage> judged = dataset(Split.VAL).images();

        assertThatThrownBy(() -> new LearningSplit(Split.VAL, judged)).hasMessageContaining("train and calib only");
        assertThatThrownBy(() -> new LearningSplit(Split.TRAIN, judged))
                .hasMessageContaining("'val.jpg' is of split 'val'");
        assertThatThrownBy(() -> new JudgedSplit(Split.TRAIN, List.of()))
                .hasMessageContaining("promotion and val only");
        assertThat(dataset(Split.TRAIN, Split.VAL).trainingSplit().images())
                .as("same bytes in both")
                .isEmpty();
    }

    @Test
    void aManifestOfBeforeTagsIsReadAndWrittenAsItWas() {
        String before = "{\"name\":\"d\",\"classes\":[\"a\"],\"images\":[{\"file\":\"a.jpg\",\"digest\":\"%s\","
                        .formatted(Sha256.of(new byte[0]).hex())
                + "\"width\":10,\"height\":10,\"split\":\"val\",\"labelled\":true,\"boxes\":[]}]}";

        DatasetManifest manifest = ContractJson.MAPPER.readValue(before, DatasetManifest.class);

        assertThat(manifest.images().getFirst().tags()).isEmpty();
        assertThat(manifest.images().getFirst().luma()).isNull();
        assertThat(ContractJson.MAPPER.writeValueAsString(manifest)).isEqualTo(before);
    }

    @Test
    void tagsAreWrittenByName() {
        LabelledImage image = new LabelledImage(
                "a.jpg",
                Sha256.of(new byte[0]),
                10,
                10,
                Split.VAL,
                true,
                List.of(),
                new TreeMap<>(Map.of("weather", "rain", LabelledImage.CAMERA, "12")),
                81.5);

        String json = ContractJson.MAPPER.writeValueAsString(image);

        assertThat(json).endsWith("\"tags\":{\"camera\":\"12\",\"weather\":\"rain\"},\"luma\":81.5}");
        assertThat(ContractJson.MAPPER.readValue(json, LabelledImage.class)).isEqualTo(image);
    }

    private static Outcome verdict(Outcome... gates) {
        return Verdict.of(Stream.of(gates)
                        .map(o -> new GateResult("g", o, null, null, "r"))
                        .toList())
                .outcome();
    }

    private static DatasetManifest dataset(Split... splits) {
        return new DatasetManifest(
                "d",
                List.of("a"),
                Stream.of(splits)
                        .map(s -> new LabelledImage(
                                s.word() + ".jpg", Sha256.of(new byte[0]), 10, 10, s, true, List.of()))
                        .toList());
    }

    @Test
    void whatIsWrongWithJsonIsSaidWithItsPlaceAndWithoutWhereItWasReadFrom() {
        assertThatThrownBy(() -> ContractJson.MAPPER.readTree("{\"gates\": [{"))
                .isInstanceOfSatisfying(
                        JacksonException.class,
                        e -> assertThat(ContractJson.fault(e))
                                .startsWith("line 1, column 13: Unexpected end-of-input")
                                .endsWith("close marker for Object"));
        assertThatThrownBy(() -> ContractJson.MAPPER.readTree("nope"))
                .isInstanceOfSatisfying(
                        JacksonException.class,
                        e -> assertThat(ContractJson.fault(e))
                                .contains("Unrecognized token 'nope'")
                                .doesNotContain("Source"));
    }
}
