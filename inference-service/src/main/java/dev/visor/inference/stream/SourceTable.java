package dev.visor.inference.stream;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sources that are configured here. */
@Component
class SourceTable {
    private final JdbcClient jdbc;

    SourceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<SourceDefinition> all() {
        return jdbc.sql("select camera, uri, loop, frames_per_second from source order by camera")
                .query(SourceTable::map)
                .list();
    }

    void save(SourceDefinition source) {
        jdbc.sql("""
                        insert into source (camera, uri, loop, frames_per_second, configured_at)
                        values (:camera, :uri, :loop, :framesPerSecond, now())
                        on conflict (camera) do update set uri = excluded.uri, loop = excluded.loop,
                            frames_per_second = excluded.frames_per_second, configured_at = excluded.configured_at
                        """)
                .param("camera", source.camera())
                .param("uri", source.uri())
                .param("loop", source.loop())
                .param("framesPerSecond", source.framesPerSecond())
                .update();
    }

    /** Keeps an existing row. */
    void saveIfAbsent(SourceDefinition source) {
        jdbc.sql("""
                        insert into source (camera, uri, loop, frames_per_second, configured_at)
                        values (:camera, :uri, :loop, :framesPerSecond, now()) on conflict (camera) do nothing
                        """)
                .param("camera", source.camera())
                .param("uri", source.uri())
                .param("loop", source.loop())
                .param("framesPerSecond", source.framesPerSecond())
                .update();
    }

    boolean delete(String camera) {
        return jdbc.sql("delete from source where camera = ?").param(camera).update() > 0;
    }

    /** Takes the next numbers for frames, for good. */
    long takeFrameNumbers(String camera, int count) {
        return jdbc.sql(
                                "update source set next_frame = next_frame + :count where camera = :camera returning next_frame")
                        .param("count", count)
                        .param("camera", camera)
                        .query(Long.class)
                        .single()
                - count;
    }

    private static SourceDefinition map(ResultSet row, int number) throws SQLException {
        return new SourceDefinition(
                row.getString("camera"),
                row.getString("uri"),
                row.getBoolean("loop"),
                row.getDouble("frames_per_second"));
    }
}
