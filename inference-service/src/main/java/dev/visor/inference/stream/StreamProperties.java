package dev.visor.inference.stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where frames come from and where their pictures go.
 *
 * @param sourceRoots folders that sources may be read from; none refuses all
 * @param sources sources that are there from the start; one that was configured by REST under the same name wins
 * @param frames folder that pictures of frames are kept in
 * @param framesKept pictures kept for each camera, the oldest go first; default 120
 * @param publicUrl what others reach this service at, for links to frames
 */
@Validated
@ConfigurationProperties("visor.inference")
record StreamProperties(
        @DefaultValue List<Path> sourceRoots,
        @DefaultValue List<@Valid Configured> sources,
        @NotNull Path frames,
        @Min(1) @Max(100_000) @DefaultValue("120") int framesKept,
        @NotNull URI publicUrl) {

    /** A source from the settings. */
    record Configured(
            @NotBlank String camera,
            @NotBlank String uri,
            @DefaultValue("false") boolean loop,
            @Nullable Double framesPerSecond) {}
}
