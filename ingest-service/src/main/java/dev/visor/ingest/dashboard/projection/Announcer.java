package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Progress;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells open pages what changed, by {@code NOTIFY} on the channel {@value #CHANNEL}: it goes out when the transaction
 * commits, to every instance of the service. PostgreSQL takes at most 8000 bytes; longer words are cut.
 */
@Component
public class Announcer {
    /** The channel; a payload is {@code {"event": …, "data": {…}}}. */
    public static final String CHANNEL = "ingest_view";

    private static final int LONGEST_WORDS = 500;

    private static final ScopedValue<Boolean> QUIET = ScopedValue.newInstance();

    private final JdbcClient jdbc;

    Announcer(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Announces nothing meanwhile. */
    static void quietly(Runnable work) {
        ScopedValue.where(QUIET, true).run(work);
    }

    void model(ModelVersion version) {
        announce("model", Map.of("model", version.model(), "version", version.version()));
    }

    void progress(VariantId variant, String phase, Progress progress) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("model", variant.modelVersion().model());
        data.put("version", variant.modelVersion().version());
        data.put("variant", variant.toString());
        data.put("phase", phase);
        data.put("step", cut(progress.step()));
        data.put("done", progress.done());
        data.put("total", progress.total());
        data.put("unit", cut(progress.unit()));
        data.put("perSecond", progress.perSecond());
        data.put("etaMillis", progress.etaMillis());
        announce("progress", data);
    }

    void fleet(String kind, String name) {
        announce("fleet", Map.of(kind, name));
    }

    void detection(String camera, long frame) {
        announce("detection", Map.of("camera", camera, "frame", frame));
    }

    /** Datasets, policies or recipes changed. */
    void library(String kind, String name) {
        announce("library", Map.of(kind, name));
    }

    /** An experiment stands otherwise, or is further. */
    void experiment(String experiment, ModelVersion version) {
        announce(
                "experiment", Map.of("experiment", experiment, "model", version.model(), "version", version.version()));
    }

    /** Everything changed. */
    void all() {
        announce("resync", Map.of());
    }

    private void announce(String event, Map<String, Object> data) {
        if (QUIET.isBound()) {
            return;
        }
        jdbc.sql("select pg_notify(:channel, :payload)")
                .param("channel", CHANNEL)
                .param("payload", ContractJson.MAPPER.writeValueAsString(Map.of("event", event, "data", data)))
                .query(rows -> {});
    }

    private static String cut(String words) {
        return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "…";
    }
}
