package dev.visor.ingest.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Objective;
import dev.visor.contracts.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies among the samples can be put as they are. */
class SamplePoliciesTest {
    private static final Path FOLDER = Path.of("..", "infra", "samples", "policies");

    @ParameterizedTest
    @ValueSource(strings = {"safety-first", "balanced", "edge-first"})
    void canBePutAndReadBack(String name) throws IOException {
        Policy policy = read(name);
        assertThat(policy.name()).isEqualTo(name);
        byte[] again = PolicyText.yaml(policy).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(PolicyReader.read(name, again, false)).isEqualTo(policy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"safety-first", "balanced", "edge-first"})
    void eachGateOrGroupOfGatesSaysWhy(String name) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve(name + ".yaml"));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("  - {gate") && !lines.get(i - 1).startsWith("  - {gate")) {
                assertThat(lines.get(i - 1)).as(lines.get(i)).startsWith("  # ");
            }
        }
    }

    @Test
    void safetyFirstAsksNothingOfSpeed() throws IOException {
        Policy policy = read("safety-first");
        assertThat(policy.objective()).isEqualTo(Objective.MOST_ACCURATE);
        assertThat(policy.gates())
                .noneMatch(g -> g instanceof GateSpec.LatencyRatio)
                .noneMatch(g -> g.asks(m -> m.unit() == Metric.Unit.MILLIS))
                .anyMatch(g -> g.describe().equals("minimum recall of without_helmet where brightness=*"));
        assertThat(policy.comparesWithChampion()).isTrue();
        assertThat(policy.robustness()).isNotNull();
        assertThat(policy.robustness().corruptionsMeant()).containsExactly("night", "rain");
    }

    @Test
    void edgeFirstAsksForCostFloorsAndNoFewerBareHeadsThanTheChampion() throws IOException {
        assertThat(read("edge-first").gates())
                .extracting(GateSpec::describe)
                .containsExactly(
                        "maximum latency-p95",
                        "maximum latency-p99",
                        "maximum peak-memory",
                        "maximum download",
                        "minimum ap50",
                        "minimum recall of without_helmet",
                        "maximum false-alarms",
                        "maximum-drop recall of without_helmet against the champion");
    }

    private static Policy read(String name) throws IOException {
        return PolicyReader.read(name, Files.readAllBytes(FOLDER.resolve(name + ".yaml")), false);
    }
}
