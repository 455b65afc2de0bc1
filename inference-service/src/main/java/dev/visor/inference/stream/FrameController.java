package dev.visor.inference.stream;

import dev.visor.contracts.Names;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Pictures of frames, as events link to them. */
@RestController
class FrameController {
    private final FrameStore frames;

    FrameController(FrameStore frames) {
        this.frames = frames;
    }

    @Operation(summary = "The picture of a frame", description = "Kept for the latest frames, at most one a second.")
    @GetMapping(path = "/api/v1/frames/{camera}/{frame}", produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<byte[]> frame(@PathVariable String camera, @PathVariable long frame) {
        Names.require("camera", camera);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).immutable())
                .contentType(MediaType.IMAGE_JPEG)
                .body(frames.read(camera, frame));
    }
}
