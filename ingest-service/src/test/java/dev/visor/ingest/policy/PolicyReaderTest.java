package dev.visor.ingest.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Objective;
import dev.visor.contracts.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    private static void refuses(String text, String words) {
        assertThatThrownBy(() -> yaml(text))
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_POLICY))
                .hasMessageContaining(words);
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
