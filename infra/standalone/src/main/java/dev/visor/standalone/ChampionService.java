package dev.visor.standalone;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * Waits until the node serves the champion of its target, so that "Visor is up" means that it detects. A node that
 * refuses its champion, or needs too long, is said and does not end the start.
 */
final class ChampionService {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final VisorClient client;

    ChampionService(VisorClient client) {
        this.client = client;
    }

    void await() throws InterruptedException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            JsonNode node = client.get(VisorService.INFERENCE, "/api/v1/node").orElseThrow();
            String target = node.path("target").asString("");
            JsonNode champion = client.get(VisorService.EVALUATION, "/api/v1/champions/" + target)
                    .orElse(null);
            if (champion == null) {
                return;
            }
            String wanted = champion.path("variant").asString("");
            if (node.path("variant").asString("").equals(wanted)) {
                Console.endBar();
                Console.say("Serving %s", wanted);
                return;
            }
            if (node.path("rejected").asString("").equals(wanted)) {
                Console.say(
                        "The node refuses %s: %s", wanted, node.path("reason").asString(""));
                return;
            }
            Duration passed = Duration.ofNanos(System.nanoTime() - begin);
            Console.bar(
                    "loading " + wanted,
                    (double) passed.toMillis() / PATIENCE.toMillis(),
                    "waiting for the node, " + Console.seconds(passed));
            Thread.sleep(200);
        }
        Console.say("The node does not serve its champion after %d s: see the dashboard", PATIENCE.toSeconds());
    }
}
