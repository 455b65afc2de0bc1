package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.event.DetectionFrame;
import dev.visor.contracts.event.FrameDetection;
import dev.visor.platform.messaging.EventContext;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The last {@value #KEPT} frames of each camera. */
@Component
class DetectionProjection {
    static final int KEPT = 200;

    private final JdbcClient jdbc;
    private final Announcer announcer;

    DetectionProjection(JdbcClient jdbc, Announcer announcer) {
        this.jdbc = jdbc;
        this.announcer = announcer;
    }

    void frame(DetectionFrame event, EventContext context) {
        int written = jdbc.sql("""
                        insert into view_detection (camera, frame, captured_at, width, height, variant, digest, image_uri,
                            image_digest, inference_millis)
                        values (:camera, :frame, :at, :width, :height, :variant, :digest, :imageUri, :imageDigest,
                            :millis)
                        on conflict (camera, frame) do update set captured_at = excluded.captured_at,
                            width = excluded.width, height = excluded.height, variant = excluded.variant,
                            digest = excluded.digest, image_uri = excluded.image_uri,
                            image_digest = excluded.image_digest, inference_millis = excluded.inference_millis
                        where view_detection.captured_at <= excluded.captured_at
                        """)
                .param("camera", event.camera())
                .param("frame", event.frame())
                .param("at", SqlValues.at(event.capturedAt()))
                .param("width", event.width())
                .param("height", event.height())
                .param("variant", event.variant().toString())
                .param("digest", event.digest().raw())
                .param("imageUri", SqlValues.optionalText(event.imageUri()))
                .param("imageDigest", SqlValues.digest(event.imageDigest()))
                .param("millis", event.inferenceMillis())
                .update();
        if (written > 0) {
            replaceBoxes(event);
            forgetOlder(event.camera());
            announcer.detection(event.camera(), event.frame());
        }
    }

    private void replaceBoxes(DetectionFrame event) {
        jdbc.sql("delete from view_detection_box where camera = :camera and frame = :frame")
                .param("camera", event.camera())
                .param("frame", event.frame())
                .update();
        List<FrameDetection> boxes = event.detections();
        if (boxes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into view_detection_box (camera, frame, position, class_name, score, x, y, width, height)
                        select :camera, :frame, b.position - 1, b.class_name, b.score, b.x, b.y, b.width, b.height
                        from unnest(cast(:classes as text[]), cast(:scores as float8[]), cast(:xs as float8[]),
                                cast(:ys as float8[]), cast(:widths as float8[]), cast(:heights as float8[]))
                            with ordinality as b (class_name, score, x, y, width, height, position)
                        """)
                .param("camera", event.camera())
                .param("frame", event.frame())
                .param(
                        "classes",
                        boxes.stream()
                                .map(box -> SqlValues.text(box.className()))
                                .toArray(String[]::new))
                .param(
                        "scores",
                        boxes.stream().mapToDouble(FrameDetection::score).toArray())
                .param("xs", boxes.stream().mapToDouble(FrameDetection::x).toArray())
                .param("ys", boxes.stream().mapToDouble(FrameDetection::y).toArray())
                .param(
                        "widths",
                        boxes.stream().mapToDouble(FrameDetection::width).toArray())
                .param(
                        "heights",
                        boxes.stream().mapToDouble(FrameDetection::height).toArray())
                .update();
    }

    private void forgetOlder(String camera) {
        jdbc.sql("""
                        with old as (
                            delete from view_detection d where d.camera = :camera and (d.captured_at, d.frame) < (
                                select captured_at, frame from view_detection where camera = :camera
                                order by captured_at desc, frame desc offset :kept - 1 limit 1)
                            returning frame)
                        delete from view_detection_box b using old where b.camera = :camera and b.frame = old.frame
                        """).param("camera", camera).param("kept", KEPT).update();
    }
}
