package dev.visor.evaluation.run;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How variants are measured.
 *
 * @param latencyRounds rounds of the latency comparison; default 60
 * @param latencyBudget after which it ends earlier, but not before 12 rounds; default 10 s
 * @param latencyThreads threads of a second latency comparison, beside the one on one thread; default 1, for none
 * @param memoryRuns inferences of the process whose memory is measured; default 20
 * @param memoryPatience how long that process may take; default 2 min
 */
@Validated
@ConfigurationProperties("visor.evaluation")
record RunProperties(
        @Min(12) @Max(10_000) @DefaultValue("60") int latencyRounds,
        @NotNull @DefaultValue("10s") Duration latencyBudget,
        @Min(1) @Max(256) @DefaultValue("1") int latencyThreads,
        @Min(1) @Max(1000) @DefaultValue("20") int memoryRuns,
        @NotNull @DefaultValue("2m") Duration memoryPatience) {}
