package dev.visor.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole system as a newcomer meets it, from the jars that were just built. */
class StandaloneSystemTest {
    @TempDir
    Path folder;

    @Test
    void theSampleGoesFromUploadToDetectionsAndOutlivesKilledServicesAndLaunchers() throws Exception {
        RunningVisor visor = new RunningVisor(builtHome(), folder);
        visor.start();
        VisorClient client = visor.client();
        try {
            JsonNode version = sample(client);
            assertThat(version.path("stage").asString()).isEqualTo("PROMOTED");
            assertThat(version.path("variants")).hasSizeGreaterThan(2);
            String champion = version.path("promotion").path("variant").asString();
            assertThat(served(client)).isEqualTo(champion);

            visor.kill(VisorService.INFERENCE);
            await("a killed service serves again", () -> served(client).equals(champion));

            visor.stop();
            assertThat(visor.leftovers()).isEmpty();

            visor.start();
            assertThat(visor.output()).doesNotContain("Uploading the sample model");
            assertThat(served(client)).isEqualTo(champion);

            visor.killLauncher();
            visor.start();
            assertThat(visor.output()).contains("still runs from an earlier start");
            await("the champion serves again", () -> served(client).equals(champion));
            assertThat(sample(client).path("stage").asString()).isEqualTo("PROMOTED");
        } finally {
            visor.stop();
        }
    }

    private static JsonNode sample(VisorClient client) {
        return client.get(VisorService.INGEST, "/api/v1/models/sample-helmet/versions/1")
                .orElseThrow();
    }

    private static String served(VisorClient client) {
        try {
            return client.get(VisorService.INFERENCE, "/api/v1/node")
                    .map(node -> node.path("variant").asString(""))
                    .orElse("");
        } catch (StartException e) {
            return "";
        }
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(250);
        }
    }

    private static Path builtHome() throws IOException {
        Path home = Path.of("").toAbsolutePath();
        while (home != null && !Files.exists(home.resolve("docker-compose.yml"))) {
            home = home.getParent();
        }
        assumeTrue(home != null, "not inside the repository");
        for (VisorService service : VisorService.values()) {
            Path target = home.resolve(service.module()).resolve("target");
            boolean built = Files.isDirectory(target)
                    && Files.list(target).anyMatch(f -> f.toString().endsWith("-exec.jar"));
            assumeTrue(built, service.module() + " is not packaged: the system test runs in mvn verify");
        }
        return home;
    }
}
