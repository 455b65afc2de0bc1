package dev.visor.contracts.event;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model saw in one frame of a camera.
 *
 * @param camera the camera
 * @param frame number of the frame in its stream, from 0
 * @param capturedAt when the frame was taken
 * @param width of the frame in pixels
 * @param height of the frame in pixels
 * @param detections what was seen, best score first
 * @param variant the model that saw it
 * @param digest its file
 * @param imageUri where the frame can be fetched (claim check); null if it was not kept
 * @param imageDigest its bytes; null if it was not kept
 * @param inferenceMillis time in the model
 */
public record DetectionFrame(
        String camera,
        long frame,
        Instant capturedAt,
        int width,
        int height,
        List<FrameDetection> detections,
        VariantId variant,
        Sha256 digest,
        @Nullable String imageUri,
        @Nullable Sha256 imageDigest,
        double inferenceMillis)
        implements Event {
    public static final String TYPE = "dev.visor.detection.frame.v1";
    public static final String TOPIC = Topics.DETECTIONS;

    @Override
    public String key() {
        return camera;
    }
}
