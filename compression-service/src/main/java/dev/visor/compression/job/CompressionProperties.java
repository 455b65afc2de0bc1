package dev.visor.compression.job;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of compression.
 *
 * @param tripwireImages pictures on which a variant is compared with its parent, default 50
 * @param baselineImages pictures on which an upload must detect something, default 100
 * @param searchImages labelled pictures that a search asks accuracy on at most, default 300
 * @param searchThreads threads that look at them, default 2
 * @param reportImages pictures on which values inside of a variant are compared with its reference, default 4
 * @param seed seeds whatever is random in a pass
 */
@Validated
@ConfigurationProperties("visor.compression")
record CompressionProperties(
        @Min(2) @Max(10_000) @DefaultValue("50") int tripwireImages,
        @Min(2) @Max(10_000) @DefaultValue("100") int baselineImages,
        @Min(8) @Max(10_000) @DefaultValue("300") int searchImages,
        @Min(1) @Max(256) @DefaultValue("2") int searchThreads,
        @Min(1) @Max(100) @DefaultValue("4") int reportImages,
        @DefaultValue("20260101") long seed) {}
