package dev.visor.standalone;

import dev.visor.samples.SampleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Shows the whole way once: imports the sample dataset, uploads the sample model, follows it until it serves, and lets a
 * sample camera produce detections. Each step is skipped if an earlier start did it.
 */
final class FirstRun {
    private static final String DATASET = "samples";
    private static final String MODEL = "sample-helmet";
    private static final String CAMERA = "sample-camera";
    private static final int FRAMES = 120;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Set<String> ENDS = Set.of("PROMOTED", "REJECTED", "FAILED", "QUARANTINED");

    private final Installation installation;
    private final VisorClient client;

    FirstRun(Installation installation, VisorClient client) {
        this.installation = installation;
        this.client = client;
    }

    void run() throws InterruptedException {
        try {
            importDataset();
            uploadModel();
            followModel();
            startCamera();
            awaitDetections();
        } catch (IOException e) {
            throw new StartException("cannot write the samples into " + installation.data(), e);
        }
    }

    private void importDataset() throws IOException {
        if (client.get(VisorService.INGEST, "/api/v1/datasets/" + DATASET).isPresent()) {
            return;
        }
        Console.say("Importing the sample dataset");
        Path zip = SampleFiles.writeDatasetZip(installation.folder("samples"));
        JsonNode answer = client.putFile(VisorService.INGEST, "/api/v1/datasets/" + DATASET, zip, "application/zip");
        Console.say(
                "  %s: classes %s, %s boxes",
                DATASET, answer.path("classes"), answer.path("boxes").asString("?"));
    }

    private void uploadModel() throws IOException {
        if (version().isPresent()) {
            return;
        }
        Console.say("Uploading the sample model");
        Path onnx = SampleFiles.writeModel(installation.folder("samples"));
        client.putFile(
                VisorService.INGEST,
                "/api/v1/models/%s/versions?dataset=%s".formatted(MODEL, DATASET),
                onnx,
                "application/octet-stream");
    }

    private void followModel() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode version = version().orElse(null);
            String stage = version == null ? "UPLOADED" : version.path("stage").asString("UPLOADED");
            if (ENDS.contains(stage)) {
                end(stage, java.util.Objects.requireNonNull(version));
                return;
            }
            show(stage, version);
            Thread.sleep(300);
        }
        throw new StartException("%s is not serving after %d min: see the dashboard for its state"
                .formatted(MODEL, PATIENCE.toMinutes()));
    }

    private static void show(String stage, @org.jspecify.annotations.Nullable JsonNode version) {
        if (version != null) {
            for (JsonNode variant : version.path("variants")) {
                JsonNode progress = variant.path("progress");
                long total = progress.path("total").asLong(0);
                if (total > 0) {
                    Console.bar(
                            "%s %s"
                                    .formatted(
                                            variant.path("recipe").asString(""),
                                            progress.path("step").asString("")),
                            progress.path("done").asDouble(0) / total,
                            rate(progress));
                    return;
                }
            }
        }
        Console.bar(stage.toLowerCase(Locale.ROOT), fraction(stage), "");
    }

    private static double fraction(String stage) {
        return switch (stage) {
            case "COMPRESSING" -> 0.25;
            case "EVALUATING" -> 0.5;
            case "PROMOTING" -> 0.75;
            default -> 0;
        };
    }

    private static String rate(JsonNode progress) {
        long eta = progress.path("etaMillis").asLong(-1);
        return String.format(
                Locale.ROOT,
                "%.1f %s/s%s",
                progress.path("perSecond").asDouble(0),
                progress.path("unit").asString(""),
                eta < 0 ? "" : ", %.0f s left".formatted(eta / 1000.0));
    }

    private static void end(String stage, JsonNode version) {
        Console.endBar();
        for (JsonNode variant : version.path("variants")) {
            JsonNode metrics = variant.path("metrics");
            Console.say(
                    "  %-12s AP50 %.3f  p50 %.1f ms  %.2f MB  %s",
                    variant.path("recipe").asString(""),
                    metrics.path("ap50").asDouble(Double.NaN),
                    metrics.path("latencyP50Millis").asDouble(Double.NaN),
                    variant.path("sizeBytes").asLong(0) / 1e6,
                    variant.path("verdict").path("outcome").asString("not judged"));
        }
        if (stage.equals("PROMOTED")) {
            Console.say(
                    "Promoted: %s", version.path("promotion").path("variant").asString(""));
        } else {
            Console.say("%s: %s", stage, version.path("reason").asString(""));
        }
    }

    private void startCamera() throws IOException {
        String path = "/api/v1/sources/" + CAMERA;
        if (client.get(VisorService.INFERENCE, path).isPresent()) {
            return;
        }
        Path frames = installation.folder("sources").resolve(CAMERA);
        if (!Files.isDirectory(frames)) {
            Console.say("Drawing %d frames for the sample camera", FRAMES);
            SampleFiles.writeFrames(Files.createDirectories(frames), FRAMES);
        }
        client.putJson(
                VisorService.INFERENCE, path, Map.of("uri", frames.toString(), "loop", true, "framesPerSecond", 5));
    }

    private void awaitDetections() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode frames = client.get(VisorService.INGEST, "/api/v1/detections?camera=%s&limit=1".formatted(CAMERA))
                    .orElse(null);
            if (frames != null && !(frames.isArray() ? frames : frames.path("items")).isEmpty()) {
                Console.say("Detection events flow from %s", CAMERA);
                return;
            }
            Console.bar("waiting for detections", 0.9, "");
            Thread.sleep(500);
        }
        throw new StartException("no detection event from %s within 2 min: see %s"
                .formatted(CAMERA, installation.logs().resolve("inference.log")));
    }

    private java.util.Optional<JsonNode> version() {
        return client.get(VisorService.INGEST, "/api/v1/models/%s/versions/1".formatted(MODEL));
    }
}
