package dev.visor.ingest.dashboard;

import com.sun.net.httpserver.HttpServer;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Progress;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.event.CompressionProgress;
import dev.visor.contracts.event.DatasetImported;
import dev.visor.contracts.event.NodeReported;
import dev.visor.contracts.event.NodeState;
import dev.visor.contracts.event.PolicyDefined;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Objective;
import dev.visor.contracts.policy.Policy;
import dev.visor.ingest.IngestService;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.WorldInitializer;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Shows the dashboard with made-up stories, to look at: {@code DashboardPreview [port] [empty]}. Goes on for twenty
 * minutes with progress and frames. */
public final class DashboardPreview {
    private DashboardPreview() {}

    public static void main(String[] args) throws Exception {
        byte[] picture = picture();
        HttpServer inference = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inference.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, picture.length);
            exchange.getResponseBody().write(picture);
            exchange.close();
        });
        inference.start();
        Map<String, byte[]> judged = new ConcurrentHashMap<>();
        HttpServer evaluation = Judgements.serve(judged);
        ConfigurableApplicationContext context = new SpringApplicationBuilder(IngestService.class)
                .initializers(new WorldInitializer())
                .run(
                        "--spring.thymeleaf.cache=false",
                        "--spring.web.resources.cache.period=0",
                        "--server.port=" + (args.length > 0 ? args[0] : "18080"),
                        "--visor.ingest.evaluation-url=http://127.0.0.1:"
                                + evaluation.getAddress().getPort(),
                        "--visor.dashboard.inference-url=http://127.0.0.1:"
                                + inference.getAddress().getPort());
        if (args.length > 1) {
            return;
        }
        EventScenario scenario = context.getBean(EventScenario.class);
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        Instant now = Instant.now();

        Story good = new Story("helmet", 2, now.minusSeconds(600));
        new Story("helmet", 1, now.minusSeconds(90_000)).insertRegistryRow(jdbc, "PROMOTED", null);
        good.insertRegistryRow(jdbc, "PROMOTED", "int8 serves on roadside");
        good.happy().forEach(scenario::publish);
        ArtifactStore store = context.getBean(ArtifactStore.class);
        Reports reports = new Reports(good, store);
        scenario.publish(reports.made("int8", 100, 2, 31));
        scenario.publish(reports.made("fp16", 64, 0, 52));
        scenario.publish(new NodeReported(
                "node-b",
                "roadside",
                NodeState.REJECTED,
                good.variant("fp16"),
                good.artifact("fp16", 0).digest(),
                4,
                good.variant("int8"),
                "the golden picture gives 3 boxes instead of 5",
                now.minusSeconds(400)));
        for (int i = 0; i < 14; i++) {
            for (String camera : List.of("crossing-north", "crossing-south")) {
                scenario.publish(good.frame(
                        camera, i, "http://elsewhere/api/v1/frames/%s/%d".formatted(camera, i), Sha256.of(picture)));
            }
        }
        scenario.publish(good.dataset("rider-helmet"));
        scenario.publish(new DatasetImported(
                "hardhat-4cls",
                Sha256.of(new byte[] {9}),
                List.of("head", "helmet", "person", "vest"),
                Map.of(Split.VAL, 310, Split.TEST, 40),
                1920,
                0,
                now.minusSeconds(9000)));
        scenario.publish(new PolicyDefined(
                new Policy(
                        "strict",
                        "crossing",
                        "rider-helmet",
                        List.of("without_helmet"),
                        Map.of(),
                        List.of(
                                new GateSpec.Minimum(Metric.AP50, "without_helmet", 0.8),
                                new GateSpec.MaximumDrop(Metric.AP, null, 0.005),
                                new GateSpec.LatencyRatio(0.6)),
                        Objective.SMALLEST),
                3,
                now));

        List<LabelledImage> pictures = IntStream.range(0, 6)
                .mapToObj(i -> new LabelledImage(
                        Judgements.file(i),
                        store.put(scene(i)).digest(),
                        960,
                        540,
                        Split.VAL,
                        true,
                        List.of(
                                LabelledBox.of(0, 185, 125, 80, 100),
                                LabelledBox.of(1, 565, 165, 70, 88),
                                LabelledBox.of(1, 760, 300, 60, 70))))
                .toList();
        Sha256 manifest = store.put(ContractJson.MAPPER.writeValueAsBytes(new DatasetManifest(
                        "rider-helmet", good.registered().manifest().classes(), pictures)))
                .digest();
        insertDataset(jdbc, manifest);
        judged.putAll(new Judgements(
                        good.variant("baseline"),
                        good.variant("int8"),
                        "rider-helmet",
                        manifest,
                        pictures.stream().map(LabelledImage::digest).toList(),
                        List.of("with_helmet", "without_helmet", "cap"))
                .documents());

        Story refused = new Story("night-riders", 1, now.minusSeconds(3000));
        refused.insertRegistryRow(
                jdbc, "REJECTED", "no variant keeps policy default; the nearest is int8, which loses 0.412 of AP");
        scenario.publish(refused.registered());
        scenario.publish(refused.planned("baseline", "int8"));
        scenario.publish(refused.compressed("baseline", 3_600_000, null, 5));
        scenario.publish(refused.compressed("int8", 1_000_000, null, 15));
        scenario.publish(refused.evaluated("baseline", 0.212, 1.0, 3_600_000, 40));
        scenario.publish(refused.evaluated("int8", 0.018, 0.52, 1_000_000, 50));
        scenario.publish(refused.decided("int8", 0.194, 0.52, 0.28, 52));
        scenario.publish(new PromotionRefused(
                refused.version(),
                Outcome.FAIL,
                "no variant keeps policy default; the nearest is int8, which loses 0.194 of AP where 0.01 is allowed",
                now.minusSeconds(2900)));

        Story running = new Story("scooter", 1, now.minusSeconds(40));
        running.insertRegistryRow(jdbc, "COMPRESSING", null);
        scenario.publish(running.registered());
        scenario.publish(running.planned("baseline", "fp16", "int8"));
        scenario.publish(running.compressed("baseline", 12_300_000, null, 4));
        scenario.publish(running.compressing("int8"));
        scenario.publish(running.evaluating("baseline"));
        Story quarantined = new Story("zz-noise", 1, now.minusSeconds(20));
        quarantined.insertRegistryRow(
                jdbc, "QUARANTINED", "1,048,576 bytes that are no protobuf: field 13 has wire type 7 at byte 4");
        scenario.publish(new Experiments("preview-done", "helmet", now.minusSeconds(7000)).after(21));
        Experiments curving = new Experiments("preview-running", "helmet", now.minusSeconds(800));
        scenario.publish(curving.after(12));
        for (int i = 0; i < 1200; i++) {
            scenario.publish(curving.progress(12));
            Thread.sleep(1000);
            scenario.publish(new CompressionProgress(
                    running.variant("int8"),
                    new Progress("calibration of 64 tensors", i % 128, 128, "images", 1, 1000L * (128 - i % 128))));
            scenario.publish(good.frame(
                    "crossing-north", 14 + i, "/api/v1/frames/crossing-north/" + (14 + i), Sha256.of(picture)));
        }
    }

    private static void insertDataset(JdbcClient jdbc, Sha256 manifest) {
        jdbc.sql("insert into dataset (name, last_version, created_at) values ('rider-helmet', 1, now())")
                .update();
        jdbc.sql("""
                insert into dataset_version
                    (name, version, digest, classes, pictures, boxes, findings, report, imported_at, put_at)
                values ('rider-helmet', 1, :digest, '{}', 6, 0, 0, :report, now(), now())""").param("digest", manifest.raw()).param("report", """
                        {"layout":"YOLO","judgedSplit":"val","splits":{},"classes":[],"findings":[],
                         "leftOutCount":0,"leftOut":[]}""").update();
    }

    /** A street with three heads, by another light each time. */
    private static byte[] scene(int i) {
        try {
            BufferedImage image = new BufferedImage(960, 540, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = image.createGraphics();
            Color sky = Color.getHSBColor(0.55f, 0.15f + 0.05f * i, 0.85f - 0.1f * i);
            g.setPaint(new GradientPaint(0, 0, sky, 0, 540, new Color(0x55595c)));
            g.fillRect(0, 0, 960, 540);
            g.setColor(new Color(0x44474a));
            g.fillPolygon(new int[] {380, 580, 960, 0}, new int[] {200, 200, 540, 540}, 4);
            g.setColor(new Color(0x2f6f9f));
            g.fillOval(185, 125, 80, 100);
            g.setColor(new Color(0x7a5a3a));
            g.fillOval(565, 165, 70, 88);
            g.fillOval(760, 300, 60, 70);
            g.dispose();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(960, 540, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setPaint(new GradientPaint(0, 0, new Color(0x9db7c9), 0, 540, new Color(0x6b6f73)));
        g.fillRect(0, 0, 960, 540);
        g.setColor(new Color(0x2f6f9f));
        g.fillOval(185, 125, 80, 100);
        g.setColor(new Color(0x7a5a3a));
        g.fillOval(565, 165, 70, 88);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }
}
