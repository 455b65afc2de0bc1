package dev.visor.inference.stream;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.DetectionFrame;
import dev.visor.detection.detector.DetectionResult;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureEncoder;
import dev.visor.inference.serving.ModelLease;
import dev.visor.inference.serving.NamedDetections;
import dev.visor.platform.messaging.DirectEventSender;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** From a frame to its event. The picture is kept before the event that names it goes out. */
@Component
class FrameProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(FrameProcessor.class);
    private static final int JPEG_QUALITY = 85;

    private final DirectEventSender sender;
    private final FrameStore frames;
    private final StreamProperties properties;

    FrameProcessor(DirectEventSender sender, FrameStore frames, StreamProperties properties) {
        this.sender = sender;
        this.frames = frames;
        this.properties = properties;
    }

    void process(String camera, long number, Instant capturedAt, Picture picture, ModelLease lease, boolean keep) {
        ChampionChanged champion = lease.champion();
        DetectionResult result = lease.detect(picture);
        Sha256 kept = keep ? keep(camera, number, picture) : null;
        sender.send(new DetectionFrame(
                camera,
                number,
                capturedAt,
                picture.width(),
                picture.height(),
                NamedDetections.of(result, champion.manifest().classes()),
                champion.variant(),
                champion.artifact().digest(),
                kept == null
                        ? null
                        : properties
                                .publicUrl()
                                .resolve("/api/v1/frames/%s/%d".formatted(camera, number))
                                .toString(),
                kept,
                result.timings().inferenceMillis()));
    }

    /** A full disk costs the picture, not the event. */
    private @Nullable Sha256 keep(String camera, long number, Picture picture) {
        try {
            return frames.keep(camera, number, PictureEncoder.jpeg(picture, JPEG_QUALITY));
        } catch (UncheckedIOException e) {
            LOG.warn("{}", e.toString());
            return null;
        }
    }
}
