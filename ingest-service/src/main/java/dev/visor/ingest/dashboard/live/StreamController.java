package dev.visor.ingest.dashboard.live;

import dev.visor.ingest.dashboard.DashboardProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The live stream as server-sent events (WHATWG HTML, section 9.2). */
@RestController
@Tag(name = "Live")
class StreamController {
    private static final long RECONNECT_MILLIS = 2_000;

    private final LiveStream stream;
    private final DashboardProperties properties;

    StreamController(LiveStream stream, DashboardProperties properties) {
        this.stream = stream;
        this.properties = properties;
    }

    @GetMapping(path = "/api/v1/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "What changes, as it changes",
            description =
                    "Server-sent events `model`, `progress`, `fleet`, `detection`, `library` and `experiment` say what to read again; `resync` says that events were missed and everything should be read again.")
    SseEmitter stream(
            @Parameter(description = "Id of the last event that was seen; what was missed since comes first")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String lastEventId,
            HttpServletResponse response) {
        Subscriber subscriber = stream.subscribe(lastEventId);
        SseEmitter emitter = new SseEmitter(0L);
        emitter.onCompletion(() -> stream.leave(subscriber));
        emitter.onTimeout(() -> stream.leave(subscriber));
        emitter.onError(e -> stream.leave(subscriber));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        Thread.ofVirtual().name("visor-live-stream").start(() -> pump(subscriber, emitter));
        return emitter;
    }

    /** Writes until the page goes, is too slow, or the service stops. */
    private void pump(Subscriber subscriber, SseEmitter emitter) {
        try {
            emitter.send(SseEmitter.event().reconnectTime(RECONNECT_MILLIS).comment("hello"));
            while (!subscriber.isClosed()) {
                LiveEvent event = subscriber.next(properties.heartbeat());
                if (event != null) {
                    emitter.send(
                            SseEmitter.event().id(event.id()).name(event.name()).data(event.data()));
                } else if (!subscriber.isClosed()) {
                    emitter.send(SseEmitter.event().comment("still here"));
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            // The page is gone; the container ends the request.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stream.leave(subscriber);
        }
    }
}
