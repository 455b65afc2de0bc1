package dev.visor.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.ContractJson;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeReportedTest {
    @Test
    void ofANodeThatDoesNotTellItsDeviceIsReadAsBefore() {
        String before = "{\"node\":\"n\",\"target\":\"t\",\"state\":\"EMPTY\",\"ledgerSequence\":0,"
                + "\"reportedAt\":\"2026-11-24T08:30:00Z\"}";
        NodeReported report = ContractJson.MAPPER.readValue(before, NodeReported.class);
        assertThat(report.device()).isNull();
        assertThat(report.latency()).isNull();
        assertThat(ContractJson.MAPPER.writeValueAsString(report)).isEqualTo(before);
    }

    @Test
    void tellsWhatTheNodeComputesWithAndHowLongItTakes() {
        NodeReported report = new NodeReported(
                "n",
                "t",
                NodeState.SERVING,
                null,
                null,
                7,
                null,
                null,
                Instant.EPOCH,
                new NodeDevice("roadside-box", "Cortex-A76", 4, "aarch64"),
                new ServingLatency(100, 20.5, 24, 31.25));
        String json = ContractJson.MAPPER.writeValueAsString(report);
        assertThat(json).contains("\"deviceClass\":\"roadside-box\"", "\"p99Millis\":31.25");
        assertThat(ContractJson.MAPPER.readValue(json, NodeReported.class)).isEqualTo(report);
    }
}
