package dev.visor.ingest.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.ingest.dashboard.DashboardTest;
import dev.visor.ingest.dashboard.Story;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamTest extends DashboardTest {
    private static final Instant START = Instant.parse("2026-11-24T06:00:00Z");

    @Test
    void pagesHearWhatChangedAndGoOnWhereTheyWere() throws Exception {
        String id;
        try (Listener page = listen(null)) {
            Story story = new Story("heard", 1, START);
            story.insertRegistryRow(jdbc, "COMPRESSING", null);
            page.await("model", "\"heard\"");
            scenario.publish(story.compressing("int8"));
            assertThat(page.await("progress", "heard.1.int8").data()).contains("\"done\":37", "\"etaMillis\":6400");
            scenario.publish(story.champion("int8", "heard-target", 1));
            page.await("fleet", "heard-target");
            scenario.publish(story.frame("heard-camera", 4, null, null));
            id = page.await("detection", "heard-camera").id();
        }
        scenario.publish(new Story("heard", 1, START).dataset("heard-set"));
        awaitJson("/api/v1/models/heard", m -> true);
        scenario.awaitState(
                "the dataset is there", () -> get("/?part=library").body().contains("heard-set"));
        try (Listener page = listen(id)) {
            assertThat(page.await("library", "heard-set").id()).isNotEqualTo(id);
        }
    }

    @Test
    void aStageOfTheRegistryIsHeardToo() throws Exception {
        Story story = new Story("staged", 1, START);
        story.insertRegistryRow(jdbc, "COMPRESSING", null);
        try (Listener page = listen(null)) {
            jdbc.sql("update model_version set stage = 'EVALUATING' where model = 'staged'")
                    .update();
            assertThat(page.await("model", "staged").data()).contains("\"version\":1");
        }
    }

    @Test
    void whoComesFromAnEarlierProcessIsToldToReadAllAgain() throws Exception {
        try (Listener page = listen("earlier-17")) {
            page.await("resync", "");
        }
    }

    private Listener listen(String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/api/v1/stream"));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        return new Listener(response.body());
    }

    private record Heard(String id, String name, String data) {}

    /** A page as far as the stream knows: reads events until it is closed. */
    private static final class Listener implements AutoCloseable {
        private final InputStream body;
        private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

        Listener(InputStream body) {
            this.body = body;
            Thread.ofVirtual().start(this::read);
        }

        Heard await(String name, String part) throws InterruptedException {
            List<Heard> others = new ArrayList<>();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (System.nanoTime() < deadline) {
                Heard next = heard.poll(100, TimeUnit.MILLISECONDS);
                if (next != null && next.name().equals(name) && next.data().contains(part)) {
                    return next;
                }
                if (next != null) {
                    others.add(next);
                }
            }
            throw new AssertionError("no %s with %s, but %s".formatted(name, part, others));
        }

        private void read() {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                String id = "";
                String name = "";
                String data = "";
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("id:")) {
                        id = line.substring(3);
                    } else if (line.startsWith("event:")) {
                        name = line.substring(6);
                    } else if (line.startsWith("data:")) {
                        data = line.substring(5);
                    } else if (line.isEmpty() && !name.isEmpty()) {
                        heard.add(new Heard(id, name, data));
                        name = "";
                    }
                }
            } catch (java.io.IOException e) {
                // Closed.
            }
        }

        @Override
        public void close() throws Exception {
            body.close();
        }
    }
}
