package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.FrameDetection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame and what was seen in it.
 *
 * @param camera the camera
 * @param frame number of the frame
 * @param capturedAt when it was taken
 * @param width of the frame in pixels
 * @param height of the frame in pixels
 * @param detections best score first; pixels of the frame, x and y of the top-left corner
 * @param variant the model that saw it
 * @param digest its file
 * @param image path of the picture on this service; absent if it was not kept
 * @param imageDigest its bytes
 * @param inferenceMillis time in the model
 */
public record Detection(
        String camera,
        long frame,
        Instant capturedAt,
        int width,
        int height,
        List<FrameDetection> detections,
        String variant,
        Sha256 digest,
        @Nullable String image,
        @Nullable Sha256 imageDigest,
        double inferenceMillis) {}
