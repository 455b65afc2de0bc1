package dev.visor.platform.work;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The workers of this service.
 *
 * @param threads tasks that run at once, default 1; 0 leaves the work to other instances
 * @param poll how often waiting tasks are looked for, default 1 s
 * @param heartbeat how often a running task is reported alive, default 3 s
 * @param missedHeartbeats after how many without report its worker counts as dead, default 4
 * @param attempts tries before a task has failed for good, default 4
 * @param firstPause before the second try, default 2 s; doubles each time
 * @param longestPause default 1 min
 * @param stopPatience how long a stopping service waits for tasks that end by themselves before it interrupts them,
 *     default 3 s
 */
@Validated
@ConfigurationProperties("visor.work")
record WorkProperties(
        @Min(0) @Max(256) @DefaultValue("1") int threads,
        @NotNull @DefaultValue("1s") Duration poll,
        @NotNull @DefaultValue("3s") Duration heartbeat,
        @Min(4) @DefaultValue("4") int missedHeartbeats,
        @Min(1) @DefaultValue("4") int attempts,
        @NotNull @DefaultValue("2s") Duration firstPause,
        @NotNull @DefaultValue("1m") Duration longestPause,
        @NotNull @DefaultValue("3s") Duration stopPatience) {

    /** Pause after this many failed attempts. */
    Duration pauseAfter(int failures) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 20));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
