package dev.visor.ingest.dashboard.api;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.ingest.dashboard.view.Detection;
import dev.visor.ingest.dashboard.view.DetectionQueries;
import dev.visor.ingest.dashboard.view.Page;
import dev.visor.ingest.dashboard.view.Picture;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The latest detections, to read. Traffic systems consume the topic {@code visor.detections} instead. */
@RestController
@RequestMapping("/api/v1/detections")
@Tag(name = "Detections")
class DetectionController {
    private final DetectionQueries detections;
    private final PictureFetcher pictures;

    DetectionController(DetectionQueries detections, PictureFetcher pictures) {
        this.detections = detections;
        this.pictures = pictures;
    }

    @GetMapping
    @Operation(summary = "The latest frames with their detections, newest first")
    Page<Detection> latest(
            @Parameter(description = "Only this camera") @RequestParam(required = false) @Nullable String camera,
            @Parameter(description = "Most frames in the answer, 1 to 200") @RequestParam(defaultValue = "20")
                    int limit) {
        return new Page<>(detections.latest(camera, limit), null);
    }

    @GetMapping("/{camera}/{frame:[0-9]{1,18}}/image")
    @Operation(
            summary = "The picture of a frame",
            description = "Fetched from the inference service, which keeps pictures for a while only.")
    ResponseEntity<byte[]> image(@PathVariable String camera, @PathVariable long frame) {
        Picture picture = detections
                .picture(camera, frame)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND, "no picture of frame %d of camera '%s' is kept".formatted(frame, camera)));
        PictureFetcher.Fetched fetched = pictures.fetch(picture);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(fetched.mediaType()))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .body(fetched.bytes());
    }
}
