package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.FrameDetection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Latest frames. */
@Component
public class DetectionQueries {
    /** Most frames that one answer may have: all that are kept of a camera. */
    public static final int LARGEST_ANSWER = 200;

    private final JdbcClient jdbc;

    DetectionQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Latest frames, newest first.
     *
     * @param camera one camera, or null for all
     * @param limit 1 to {@value #LARGEST_ANSWER}
     */
    public List<Detection> latest(@Nullable String camera, int limit) {
        if (limit < 1 || limit > LARGEST_ANSWER) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "limit must be 1 to %d, was %d".formatted(LARGEST_ANSWER, limit));
        }
        return jdbc.sql("""
                        select * from view_detection where cast(:camera as text) is null or camera = :camera
                        order by captured_at desc, camera, frame desc limit :limit
                        """)
                .param("camera", camera)
                .param("limit", limit)
                .query((row, i) -> detection(row))
                .list();
    }

    /** Latest frames to look at, newest first: those whose picture was kept, others only where there are too few. */
    public List<Detection> pictured(@Nullable String camera, int limit) {
        return jdbc.sql("""
                        select * from view_detection where cast(:camera as text) is null or camera = :camera
                        order by image_uri is null, captured_at desc, camera, frame desc limit :limit
                        """)
                .param("camera", camera)
                .param("limit", limit)
                .query((row, i) -> detection(row))
                .list();
    }

    /** The newest frame of each camera whose picture was kept, or its newest frame. */
    public List<Detection> newestOfEachCamera() {
        return jdbc.sql("""
                        select distinct on (camera) * from view_detection
                        order by camera, image_uri is null, captured_at desc, frame desc
                        """).query((row, i) -> detection(row)).list();
    }

    /** Cameras that frames are kept of. */
    public List<String> cameras() {
        return jdbc.sql("select distinct camera from view_detection order by camera")
                .query(String.class)
                .list();
    }

    /** Where the picture of a frame was published, and its digest; empty if it was not kept. */
    public Optional<Picture> picture(String camera, long frame) {
        return jdbc.sql("""
                        select image_uri, image_digest from view_detection
                        where camera = :camera and frame = :frame and image_uri is not null
                        """)
                .param("camera", camera)
                .param("frame", frame)
                .query((row, i) -> new Picture(row.getString("image_uri"), Columns.optionalDigest(row, "image_digest")))
                .optional();
    }

    private Detection detection(ResultSet row) throws SQLException {
        String camera = row.getString("camera");
        long frame = row.getLong("frame");
        return new Detection(
                camera,
                frame,
                Columns.instant(row, "captured_at"),
                row.getInt("width"),
                row.getInt("height"),
                boxes(camera, frame),
                row.getString("variant"),
                Columns.digest(row, "digest"),
                row.getString("image_uri") == null ? null : "/api/v1/detections/%s/%d/image".formatted(camera, frame),
                Columns.optionalDigest(row, "image_digest"),
                row.getDouble("inference_millis"));
    }

    private List<FrameDetection> boxes(String camera, long frame) {
        return jdbc.sql("""
                        select * from view_detection_box where camera = :camera and frame = :frame order by position
                        """)
                .param("camera", camera)
                .param("frame", frame)
                .query((row, i) -> new FrameDetection(
                        row.getString("class_name"),
                        row.getDouble("score"),
                        row.getDouble("x"),
                        row.getDouble("y"),
                        row.getDouble("width"),
                        row.getDouble("height")))
                .list();
    }
}
