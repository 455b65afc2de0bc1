package dev.visor.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.event.ServingLatency;
import org.junit.jupiter.api.Test;

class InferenceTimesTest {
    private final InferenceTimes times = new InferenceTimes();

    @Test
    void sayNothingBeforeTheFirstPicture() {
        assertThat(times.latency()).isEmpty();
    }

    @Test
    void arePercentilesOfTheLastInferences() {
        for (int i = 1; i <= 101; i++) {
            times.add(i);
        }
        ServingLatency latency = times.latency().orElseThrow();
        assertThat(latency.count()).isEqualTo(101);
        assertThat(latency.p50Millis()).isCloseTo(51, within(1e-9));
        assertThat(latency.p95Millis()).isCloseTo(96, within(1e-9));
        assertThat(latency.p99Millis()).isCloseTo(100, within(1e-9));
    }

    @Test
    void forgetTheOldestButCountThem() {
        times.add(1_000_000);
        for (int i = 0; i < InferenceTimes.KEPT; i++) {
            times.add(2);
        }
        assertThat(times.latency().orElseThrow()).isEqualTo(new ServingLatency(InferenceTimes.KEPT + 1, 2, 2, 2));
    }
}
