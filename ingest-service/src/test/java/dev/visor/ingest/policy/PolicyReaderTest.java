package dev.visor.ingest.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Objective;
import dev.visor.contracts.policy.Policy;
import dev.visor.contracts.policy.Resampling;
import dev.visor.contracts.policy.RobustnessTerms;
import dev.visor.contracts.policy.SecondDataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {
    @Test
    void readsEveryField() {
        Policy policy = yaml("""
                target: depot
                dataset: riders
                classes: [with_helmet, without_helmet]
                classMap: {Hardhat: with_helmet}
                gates:
                  - {gate: minimum, metric: ap50, className: without_helmet, limit: 0.6}
                  - {gate: maximum-drop, metric: ap, limit: 0.01}
                  - {gate: latency-ratio, limit: 1}
                  - {gate: size-ratio, limit: 0.5}
                objective: smallest
                """);

        assertThat(policy.target()).isEqualTo("depot");
        assertThat(policy.dataset()).isEqualTo("riders");
        assertThat(policy.classes()).containsExactly("with_helmet", "without_helmet");
        assertThat(policy.classMap()).containsEntry("Hardhat", "with_helmet");
        assertThat(policy.gates())
                .containsExactly(
                        new GateSpec.Minimum(Metric.AP50, "without_helmet", 0.6),
                        new GateSpec.MaximumDrop(Metric.AP, null, 0.01),
                        new GateSpec.LatencyRatio(1),
                        new GateSpec.SizeRatio(0.5));
        assertThat(policy.objective()).isEqualTo(Objective.SMALLEST);
    }

    @Test
    void readsSlicesConfidencesChampionsAndWhatElseIsLookedAt() {
        Policy policy = yaml("""
                gates:
                  - {gate: minimum, metric: recall, className: without_helmet, slice: brightness=dark, limit: 0.9, confidence: 0.95}
                  - {gate: maximum-drop, metric: ap, slice: weather=*, limit: 0.02, against: champion, confidence: 0.9}
                  - {gate: maximum, metric: false-alarms, limit: 0.5}
                  - {gate: maximum-ratio, metric: download, limit: 0.5, against: champion}
                  - {gate: minimum, metric: relative-robustness, limit: 0.6}
                  - {gate: minimum, metric: cross-domain-ap50, limit: 0.3}
                robustness: {corruptions: [rain, night], severities: [1, 3], pictures: 50}
                secondDataset: {dataset: hardhat, classMap: {helmet: hard_hat}}
                resampling: {unit: clip, replicates: 500, seed: 7}
                """);

        assertThat(policy.gates())
                .contains(
                        new GateSpec.Minimum(Metric.RECALL, "without_helmet", "brightness=dark", 0.9, 0.95),
                        new GateSpec.MaximumDrop(Metric.AP, null, "weather=*", 0.02, Against.CHAMPION, 0.9),
                        new GateSpec.Maximum(Metric.FALSE_ALARMS, null, null, 0.5, null),
                        new GateSpec.MaximumRatio(Metric.DOWNLOAD, 0.5, Against.CHAMPION));
        assertThat(policy.comparesWithChampion()).isTrue();
        assertThat(policy.robustness()).isEqualTo(new RobustnessTerms(List.of("night", "rain"), List.of(1, 3), 50));
        assertThat(policy.secondDataset())
                .isEqualTo(new SecondDataset("hardhat", List.of(), Map.of("helmet", "hard_hat")));
        assertThat(policy.resampling()).isEqualTo(new Resampling("clip", 500, 7));
        assertThat(PolicyReader.read("p", PolicyText.yaml(policy).getBytes(StandardCharsets.UTF_8), false))
                .isEqualTo(policy);
    }

    @Test
    void refusesWhatAMetricCannotBeAskedFor() {
        refuses("gates: [{gate: minimum, metric: size, className: a, limit: 1}]", "no size of a single class");
        refuses("gates: [{gate: maximum, metric: latency-p99, slice: a=b, limit: 1}]", "no latency-p99 of a slice");
        refuses("gates: [{gate: maximum, metric: d-ece, limit: 0.1, confidence: 0.9}]", "no interval of d-ece");
        refuses("gates: [{gate: minimum, metric: ap, slice: dark, limit: 0.1}]", "dimension=value");
        refuses("gates: [{gate: minimum, metric: ap, limit: 0.1, confidence: 95}]", "above 0.5 and below 1");
        refuses("gates: [{gate: minimum, metric: cross-domain-ap, limit: 0.1}]", "secondDataset");
        refuses("gates: [{gate: size-ratio, limit: 1}]\nrobustness: {corruptions: [hail]}", "corruption 'hail'");
        refuses("gates: [{gate: size-ratio, limit: 1}]\nrobustness: {severities: [6]}", "1 to 5");
        refuses("gates: [{gate: size-ratio, limit: 1}]\nresampling: {replicates: 5}", "100 to 100000");
    }

    @Test
    void refusesLimitsOnTheWrongSideAndSaysWhatToWrite() {
        refuses(
                "gates: [{gate: minimum, metric: missed, limit: 0.1}]",
                "gates[0]: less missed is better",
                "gate: maximum");
        refuses("gates: [{gate: minimum, metric: latency-p50, limit: 5}]", "less latency-p50 is better");
        refuses("gates: [{gate: maximum, metric: ap50, limit: 0.9}]", "more ap50 is better", "gate: minimum");
        refuses(
                "gates: [{gate: size-ratio, limit: 1}, {gate: maximum-ratio, metric: recall, limit: 1.1}]",
                "gates[1]: recall is no cost in ms or bytes",
                "gate: maximum-drop");
    }

    @Test
    void refusesAConfidenceThatTheDrawsDoNotSufficeFor() {
        String sure = "gates: [{gate: minimum, metric: recall, limit: 0.5, confidence: 0.999}]\n";
        refuses(sure, "gates[0]: 1000 replicates are too few for a confidence of 0.999, at least 5000 are needed");
        refuses(sure + "resampling: {replicates: 4999}", "4999 replicates are too few");
        assertThat(yaml(sure + "resampling: {replicates: 5000}").gates()).hasSize(1);
        assertThat(
                        yaml("gates: [{gate: minimum, metric: recall, limit: 0.5, confidence: 0.95}]\nresampling: {replicates: 100}")
                                .gates())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"safety-first", "balanced", "edge-first"})
    void takesTheSamplePolicies(String name) throws IOException {
        byte[] text = Files.readAllBytes(Path.of("../infra/samples/policies", name + ".yaml"));

        assertThat(PolicyReader.read(name, text, false).gates()).hasSizeGreaterThan(5);
    }

    @Test
    void whatWasKeptBeforeItWouldBeRefusedIsStillRead() {
        Policy kept = new Policy(
                "kept",
                "roadside",
                null,
                List.of(),
                Map.of(),
                List.of(
                        new GateSpec.Minimum(Metric.MISSED, null, null, 0.1, 0.999),
                        new GateSpec.MaximumRatio(Metric.AP, 1, null)),
                Objective.FASTEST);

        assertThat(ContractJson.MAPPER.readValue(ContractJson.MAPPER.writeValueAsBytes(kept), Policy.class))
                .isEqualTo(kept);
        assertThat(kept.objections()).hasSize(3);
        assertThat(Policy.standard().objections()).isEmpty();
    }

    @Test
    void fillsInTargetAndObjective() {
        Policy policy = yaml("gates: [{gate: size-ratio, limit: 1}]");

        assertThat(policy.target()).isEqualTo("roadside");
        assertThat(policy.objective()).isEqualTo(Objective.FASTEST);
    }

    @Test
    void readsJsonToo() {
        byte[] json = "{\"gates\":[{\"gate\":\"size-ratio\",\"limit\":1}]}".getBytes(StandardCharsets.UTF_8);

        assertThat(PolicyReader.read("p", json, true).gates()).hasSize(1);
    }

    @Test
    void readsBackWhatItWrites() {
        Policy policy = Policy.standard();

        assertThat(PolicyReader.read("default", PolicyText.yaml(policy).getBytes(StandardCharsets.UTF_8), false))
                .isEqualTo(policy);
    }

    @Test
    void namesEveryViolationAndTheAllowedFields() {
        VisorException refusal = catchThrowableOfType(VisorException.class, () -> yaml("""
                tarGet: depot
                objective: cheapest
                gates:
                  - {gate: minimun, limit: 1}
                  - {gate: minimum, metric: map, limit: 0.5}
                  - {gate: minimum, metric: ap, limit: 50}
                  - {gate: latency-ratio, limit: fast, metric: ap}
                  - {gate: maximum-drop, limit: 0.1}
                """));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_POLICY);
        assertThat(refusal.violations())
                .anySatisfy(v -> assertThat(v).contains("'tarGet' is unknown", "classMap", "objective"))
                .anySatisfy(v -> assertThat(v).contains("cheapest", "most-accurate"))
                .anySatisfy(v -> assertThat(v).contains("gates[0].gate 'minimun'", "latency-ratio"))
                .anySatisfy(v -> assertThat(v).contains("gates[1].metric", "ap50"))
                .anySatisfy(v -> assertThat(v).contains("gates[2].", "0 to 1", "50"))
                .anySatisfy(v -> assertThat(v).contains("gates[3].limit must be a number"))
                .anySatisfy(v -> assertThat(v).contains("'gates[3].metric' is unknown"))
                .anySatisfy(v -> assertThat(v).contains("gates[4].metric is missing"))
                .hasSize(8);
    }

    @Test
    void refusesAPolicyWithoutGates() {
        refuses("target: depot", "gates must be a list of 1 to 100");
    }

    @Test
    void refusesANameThatIsNotItsOwn() {
        refuses("name: other\ngates: [{gate: size-ratio, limit: 1}]", "name is 'other'");
    }

    @Test
    void refusesRepeatedKeys() {
        refuses("target: a\ntarget: b\ngates: [{gate: size-ratio, limit: 1}]", "Duplicate");
    }

    @Test
    void refusesAliases() {
        refuses("classes: &all [a]\ngates: [{gate: size-ratio, limit: 1}]", "anchor or alias in line 1");
        refuses("gates: [{gate: size-ratio, limit: 1}]\ntarget: *x", "alias");
    }

    @Test
    void refusesDeepNesting() {
        refuses("classes: " + "[".repeat(40) + "]".repeat(40), "not readable YAML");
    }

    @Test
    void refusesTwoDocuments() {
        refuses("gates: [{gate: size-ratio, limit: 1}]\n---\ntarget: depot", "not readable YAML");
    }

    @Test
    void refusesWhatIsNoMap() {
        refuses("- a", "a policy is a map");
        refuses("", "a policy is a map");
        refuses("<html>", "a policy is a map");
    }

    private static void refuses(String text, String... words) {
        assertThatThrownBy(() -> yaml(text))
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_POLICY))
                .hasMessageContainingAll(words);
    }

    private static Policy yaml(String text) {
        return PolicyReader.read("p", text.getBytes(StandardCharsets.UTF_8), false);
    }

    @Test
    void leavesListsOfDifferentNamesAlone() {
        assertThat(yaml("classes: [a, b]\ngates: [{gate: size-ratio, limit: 1}]")
                        .classes())
                .isEqualTo(List.of("a", "b"));
    }
}
