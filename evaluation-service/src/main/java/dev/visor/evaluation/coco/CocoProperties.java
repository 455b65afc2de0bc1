package dev.visor.evaluation.coco;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Evaluation of COCO files by REST.
 *
 * @param bytes of one file after unpacking; default 2 GB
 * @param images pictures of a ground truth; default 1,000,000
 * @param categories classes of a ground truth; default 10,000
 * @param boxes annotations or detections of one file; default 5,000,000
 * @param depth of nested JSON; default 64
 * @param patience how long an evaluation waits while another runs; default 2 min
 */
@Validated
@ConfigurationProperties("visor.evaluation.coco")
record CocoProperties(
        @NotNull @DefaultValue("2GB") DataSize bytes,
        @Min(1) @DefaultValue("1000000") int images,
        @Min(1) @Max(100_000) @DefaultValue("10000") int categories,
        @Min(1) @Max(50_000_000) @DefaultValue("5000000") int boxes,
        @Min(4) @Max(1000) @DefaultValue("64") int depth,
        @NotNull @DefaultValue("2m") Duration patience) {
    CocoLimits limits() {
        return new CocoLimits(bytes.toBytes(), images, categories, boxes, depth);
    }
}
