package dev.visor.ingest.dashboard;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the dashboard.
 *
 * @param inferenceUrl the one place that pictures of frames are fetched from; default {@code http://127.0.0.1:8083}
 * @param pictureLimit most bytes of such a picture, default 16 MB
 * @param pictureTimeout how long a picture may take, default 5 s
 * @param nodeSilence a node not heard of for so long is shown as silent, default 1 min
 * @param streamClients most pages that may listen to the live stream, default 400
 * @param streamQueue events that may wait for one page before it is dropped, default 256
 * @param streamHistory events kept for pages that come back, default 2000
 * @param heartbeat a silent stream gets a comment so often, default 15 s
 */
@Validated
@ConfigurationProperties("visor.dashboard")
public record DashboardProperties(
        @NotNull @DefaultValue("http://127.0.0.1:8083") URI inferenceUrl,
        @NotNull @DefaultValue("16MB") DataSize pictureLimit,
        @NotNull @DefaultValue("5s") Duration pictureTimeout,
        @NotNull @DefaultValue("1m") Duration nodeSilence,
        @Min(1) @DefaultValue("400") int streamClients,
        @Min(1) @DefaultValue("256") int streamQueue,
        @Min(0) @DefaultValue("2000") int streamHistory,
        @NotNull @DefaultValue("15s") Duration heartbeat) {}
