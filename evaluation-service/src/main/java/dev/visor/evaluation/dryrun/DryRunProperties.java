package dev.visor.evaluation.dryrun;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Dry runs of policies.
 *
 * @param time after which no further upload is begun or ended; default 25 s
 * @param patience how long a dry run waits while another runs; default 5 s
 */
@Validated
@ConfigurationProperties("visor.evaluation.dry-run")
record DryRunProperties(
        @NotNull @DefaultValue("25s") Duration time,
        @NotNull @DefaultValue("5s") Duration patience) {}
