package dev.visor.ingest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the ingest service, {@code visor.ingest.*}.
 *
 * @param spool folder in which uploads wait until they are checked; emptied at start
 * @param uploadLimit largest model file
 * @param datasetLimit largest dataset archive
 * @param parallelChecks how many uploads are checked at once, ≥ 1
 * @param checkWait how long an upload waits for its check before it is told that the service is busy
 * @param probe limits of the process that loads an uploaded model for the first time
 * @param unpacking limits of a dataset archive
 * @param compressionUrl the compression service, which recipes and passes are asked of
 * @param evaluationUrl the evaluation service, which reports, comparisons and dry runs are asked of
 */
@Validated
@ConfigurationProperties("visor.ingest")
public record IngestSettings(
        @NotNull Path spool,
        @NotNull DataSize uploadLimit,
        @NotNull DataSize datasetLimit,
        @Min(1) int parallelChecks,
        @NotNull Duration checkWait,
        @NotNull @Valid Probing probe,
        @NotNull @Valid Unpacking unpacking,
        @NotNull URI compressionUrl,
        @NotNull URI evaluationUrl) {

    /**
     * What a model may use while it is tried.
     *
     * @param memory address space of the whole process, ≥ 1 GB
     * @param processor processor time
     * @param time until it is killed
     */
    public record Probing(
            @NotNull DataSize memory,
            @NotNull Duration processor,
            @NotNull Duration time) {}

    /**
     * What an archive may unpack to.
     *
     * @param entries most files and folders
     * @param unpacked most bytes of all files together
     * @param entry most bytes of one file
     * @param ratio most times that unpacked bytes may exceed packed ones
     * @param depth deepest folder nesting
     */
    public record Unpacking(
            @Min(1) int entries,
            @NotNull DataSize unpacked,
            @NotNull DataSize entry,
            @Min(1) int ratio,
            @Min(1) int depth) {}
}
