package dev.visor.ingest.dashboard;

import com.sun.net.httpserver.HttpServer;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.RobustnessTerms;
import dev.visor.detection.dataset.quality.Suspicion.Kind;
import dev.visor.ingest.dashboard.document.Agreement;
import dev.visor.ingest.dashboard.document.Calibration;
import dev.visor.ingest.dashboard.document.ComparisonDocument;
import dev.visor.ingest.dashboard.document.Confusion;
import dev.visor.ingest.dashboard.document.CostDocument;
import dev.visor.ingest.dashboard.document.Curve;
import dev.visor.ingest.dashboard.document.ExplanationDocument;
import dev.visor.ingest.dashboard.document.ReportDocument;
import dev.visor.ingest.dashboard.document.Shown;
import dev.visor.ingest.dashboard.document.SuspiciousDocument;
import dev.visor.ingest.dashboard.document.SuspiciousDocument.Doubt;
import dev.visor.ingest.dashboard.document.Tide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What the evaluation service tells of one variant that is worse than its upload, and of both beside each other. */
public final class Judgements {
    private static final List<String> SLICES = List.of(
            "brightness=bright",
            "brightness=dark",
            "brightness=medium",
            "crowding=1",
            "crowding=2-4",
            "crowding=5+",
            "size=large",
            "size=medium",
            "size=small",
            "weather=dry",
            "weather=rain");
    private static final int[] LABELS = {610, 240, 742, 204, 861, 527, 390, 820, 382, 1566, 26};

    private final VariantId first;
    private final VariantId second;
    private final String dataset;
    private final Sha256 manifest;
    private final List<Sha256> pictures;
    private final List<String> classes;

    public Judgements(
            VariantId first,
            VariantId second,
            String dataset,
            Sha256 manifest,
            List<Sha256> pictures,
            List<String> classes) {
        this.first = first;
        this.second = second;
        this.dataset = dataset;
        this.manifest = manifest;
        this.pictures = pictures;
        this.classes = classes;
    }

    /** Answers by path and query; everything else is 404 with words, and of names that end with {@code -down} nothing. */
    public static HttpServer serve(Map<String, byte[]> documents) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                if (exchange.getRequestURI().toString().matches(".*-down[./].*")) {
                    exchange.close();
                    return;
                }
                byte[] known = documents.get(exchange.getRequestURI().toString());
                byte[] body = known != null
                        ? known
                        : ContractJson.MAPPER.writeValueAsBytes(
                                Map.of("detail", "nothing is kept of " + exchange.getRequestURI()));
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(known == null ? 404 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All documents by address. */
    public Map<String, byte[]> documents() {
        Map<String, byte[]> documents = new ConcurrentHashMap<>();
        put(documents, "/api/v1/evaluations/%s/report".formatted(second), report());
        put(documents, "/api/v1/evaluations/%s/costs".formatted(second), costs(0.48));
        put(documents, "/api/v1/evaluations/%s/explanation".formatted(second), explanation());
        put(documents, "/api/v1/comparisons?first=%s&second=%s".formatted(first, second), comparison());
        put(documents, "/api/v1/comparisons?first=%s&second=champion".formatted(second), comparison());
        put(documents, "/api/v1/datasets/%s/suspicious?version=%s".formatted(dataset, manifest), suspicious());
        return documents;
    }

    private static void put(Map<String, byte[]> documents, String address, Object document) {
        documents.put(address, ContractJson.MAPPER.writeValueAsBytes(document));
    }

    private ReportDocument report() {
        List<ReportDocument.Figure> figures = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            if (metric.unit() == Metric.Unit.FRACTION || metric.unit() == Metric.Unit.PER_PICTURE) {
                figures.add(new ReportDocument.Figure(metric, null, null, value(metric), 1592));
                for (int k = 0; metric.isPerClass() && k < classes.size(); k++) {
                    figures.add(new ReportDocument.Figure(
                            metric, classes.get(k), null, value(metric) * (1.05 - k * 0.12), labels(k)));
                }
            }
        }
        for (Metric metric : List.of(Metric.AP, Metric.RECALL)) {
            for (int s = 0; s < SLICES.size(); s++) {
                figures.add(new ReportDocument.Figure(
                        metric, null, SLICES.get(s), value(metric) * (1.12 - 0.04 * (s * 5 % 11)), LABELS[s]));
            }
        }
        return new ReportDocument(
                764,
                0.31,
                new ReportDocument.Thresholds(IntStream.range(0, classes.size())
                        .mapToObj(k -> new ReportDocument.Thresholds.OfClass(classes.get(k), operating(k, 0.03)))
                        .toList()),
                figures,
                Map.of("camera", 25),
                curves(0.03),
                confusion(),
                calibration(),
                new ReportDocument.Temperature(1.38),
                new ReportDocument.Corrected(0.042, 0.018, 2310),
                tide(0.03),
                tideDifference(),
                new Agreement(new Agreement.Counts(1490, 21, 64, 37), 0.0757),
                robustness(),
                new ReportDocument.Elsewhere(0.3121, 0.5544, 0.3013, 0.4402));
    }

    private static double value(Metric metric) {
        return switch (metric) {
            case AP -> 0.5512;
            case AP50, VOC_AP, ULTRALYTICS_AP50 -> 0.8411;
            case RECALL -> 0.8302;
            case PRECISION -> 0.8711;
            case MISSED -> 0.41;
            case FALSE_ALARMS -> 0.22;
            case D_ECE -> 0.061;
            default -> 0.3 + (metric.ordinal() * 7 % 11) / 30.0;
        };
    }

    private static int labels(int k) {
        return k == 0 ? 1204 : k == 1 ? 388 : 7;
    }

    private List<Curve> curves(double loss) {
        return IntStream.range(0, classes.size())
                .mapToObj(k -> new Curve(
                        classes.get(k),
                        labels(k),
                        IntStream.rangeClosed(1, 100)
                                .mapToObj(i -> point(k, 1 - i / 100.0, loss))
                                .toList()))
                .toList();
    }

    private static Curve.Point operating(int k, double loss) {
        return point(k, 0.28 + 0.06 * k, loss);
    }

    private static Curve.Point point(int k, double threshold, double loss) {
        double recall = (0.97 - 0.05 * k - loss) * (1 - Math.pow(threshold, 2.6));
        double precision = 1 - (0.62 + 0.05 * k) * Math.pow(1 - threshold, 3.2 - 20 * loss);
        int right = (int) Math.round(recall * labels(k));
        return new Curve.Point(
                threshold,
                right,
                (int) (right / precision) - right,
                labels(k) - right,
                precision,
                recall,
                2 * precision * recall / (precision + recall));
    }

    private Confusion confusion() {
        int n = classes.size();
        int[][] counts = new int[n + 1][n + 1];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                counts[r][c] = r == c ? (int) (labels(r) * 0.82) : labels(r) / 40;
            }
            counts[r][n] = labels(r) / 7;
            counts[n][r] = labels(r) / 9;
        }
        return new Confusion(classes, counts);
    }

    private static Calibration calibration() {
        List<Calibration.Bin> bins = new ArrayList<>();
        for (int b = 0; b < 25; b++) {
            double score = (b + 0.5) / 25;
            bins.add(
                    b < 1
                            ? new Calibration.Bin(0, -1, -1)
                            : new Calibration.Bin(
                                    40 + 9 * b, score, Math.clamp(score * score * 0.4 + score * 0.62, 0, 1)));
        }
        return new Calibration(0.05, new Calibration.Reliability(0.0612, 2890, bins));
    }

    private static Tide tide(double loss) {
        return new Tide(
                0.85 - loss,
                new Tide.Gains(0.012 + loss / 4, 0.031 + loss, 0.004, 0.003, 0.027, 0.061 + loss / 2),
                new Tide.Counts(41, 120, 12, 19, 88, 133));
    }

    private static Tide tideDifference() {
        return new Tide(
                -0.03,
                new Tide.Gains(0.0075, 0.03, 0.0, -0.001, -0.004, 0.015),
                new Tide.Counts(11, 44, 0, -2, -9, 31));
    }

    private static ReportDocument.Robustness robustness() {
        List<ReportDocument.UnderCorruption> corruptions = new ArrayList<>();
        for (int i = 0; i < RobustnessTerms.CORRUPTIONS.size(); i++) {
            double hurt = 0.03 + 0.013 * i;
            corruptions.add(new ReportDocument.UnderCorruption(
                    RobustnessTerms.CORRUPTIONS.get(i),
                    0.56 - 3 * hurt,
                    (0.56 - 3 * hurt) / 0.56,
                    IntStream.rangeClosed(1, 5)
                            .mapToObj(s -> new ReportDocument.AtSeverity(s, Math.max(0.02, 0.56 - hurt * s)))
                            .toList()));
        }
        return new ReportDocument.Robustness(0.56, 0.31, 0.553, "low-resolution", corruptions);
    }

    private static CostDocument costs(double ratio) {
        Random random = new Random(5);
        List<Long> upload = LongStream.range(0, 60)
                .map(i -> (long) (21.2e6 * (1 + Math.abs(random.nextGaussian()) * 0.06)))
                .boxed()
                .toList();
        List<Long> own = LongStream.range(0, 60)
                .map(i -> (long) (21.2e6 * ratio * (1 + Math.abs(random.nextGaussian()) * 0.08)))
                .boxed()
                .toList();
        return new CostDocument(
                new CostDocument.Machine("Intel Xeon Platinum 8481C", 2),
                "1.29.0",
                List.of(
                        new CostDocument.Latency(
                                1,
                                21.8 * ratio,
                                24.1 * ratio,
                                26.3 * ratio,
                                ratio,
                                new CostDocument.Interval(ratio - 0.01, ratio + 0.013, 0.954),
                                60,
                                own,
                                upload),
                        new CostDocument.Latency(
                                2,
                                12.4 * ratio,
                                15.9 * ratio,
                                18.8 * ratio,
                                ratio * 1.04,
                                new CostDocument.Interval(ratio * 1.01, ratio * 1.09, 0.954),
                                60,
                                own,
                                upload)),
                new CostDocument.Nodes(
                        148,
                        10_240,
                        IntStream.range(0, 20)
                                .mapToObj(i -> new CostDocument.Costly(
                                        "/model.%d/cv%d/conv/Conv".formatted(22 - i, 1 + i % 3),
                                        i % 4 == 3 ? "QuantizeLinear" : "QLinearConv",
                                        1300.0 / (i + 2),
                                        0.127 / (i + 2)))
                                .toList()),
                new CostDocument.Footprint(96_000_000, 3_300_000, 2_800_000),
                new CostDocument.Footprint(151_000_000, 12_300_000, 11_200_000));
    }

    private ExplanationDocument explanation() {
        GateResult drop = new GateResult(
                        "maximum-drop ap",
                        Outcome.FAIL,
                        0.0559,
                        0.01,
                        "ap is 0.5512 after 0.6071 of the baseline, a loss of 0.0559 where 0.0100 is allowed")
                .within(0.0433, 0.0688, 0.95);
        GateResult dark = new GateResult(
                        "minimum recall of without_helmet where brightness=dark",
                        Outcome.INCONCLUSIVE,
                        0.771,
                        0.75,
                        "recall of without_helmet where brightness=dark is 0.7710, at least 0.7500 is asked (0.7230 to 0.8140 with a confidence of 95 % on each side): 764 pictures are too few to tell, about 4,000 like them would do")
                .within(0.723, 0.814, 0.95)
                .needing(4000);
        GateSpec.Minimum darkRule = new GateSpec.Minimum(Metric.RECALL, classes.get(1), "brightness=dark", 0.75, 0.95);
        return new ExplanationDocument(
                "default",
                Outcome.FAIL,
                dataset,
                manifest,
                764,
                List.of(
                        new ExplanationDocument.Gate(
                                new GateSpec.Minimum(Metric.AP50, null, 0.3),
                                new GateResult(
                                        "minimum ap50",
                                        Outcome.PASS,
                                        0.8411,
                                        0.3,
                                        "ap50 is 0.8411, at least 0.3000 is asked"),
                                null,
                                null,
                                0.5411,
                                1.8,
                                new ExplanationDocument.WorstSlice("size=small", 0.5912, null, 382)),
                        new ExplanationDocument.Gate(
                                new GateSpec.MaximumDrop(Metric.AP, null, null, 0.01, null, 0.95),
                                drop,
                                Against.BASELINE,
                                null,
                                -0.0459,
                                -4.59,
                                new ExplanationDocument.WorstSlice("weather=rain", 0.4411, 0.5533, 26)),
                        new ExplanationDocument.Gate(
                                darkRule,
                                dark,
                                null,
                                "brightness=dark",
                                0.021,
                                0.028,
                                new ExplanationDocument.WorstSlice("size=small", 0.612, null, 101)),
                        new ExplanationDocument.Gate(
                                new GateSpec.LatencyRatio(1.05),
                                new GateResult(
                                        "latency-ratio",
                                        Outcome.PASS,
                                        0.48,
                                        1.05,
                                        "takes 0.480 times as long as the baseline (median 10.46 ms), at most 1.050 is allowed"),
                                Against.BASELINE,
                                null,
                                0.57,
                                0.543,
                                null)),
                IntStream.range(0, pictures.size())
                        .mapToObj(i -> new Shown.Worst(picture(i), 5 - i % 3, boxes(i, true)))
                        .toList(),
                pairs(),
                List.of());
    }

    private List<Shown.Pair> pairs() {
        return IntStream.range(0, Math.min(4, pictures.size()))
                .mapToObj(i -> new Shown.Pair(picture(i), 3 - i % 3, boxes(i, false), boxes(i, true)))
                .toList();
    }

    /** Path of a picture in the dataset. */
    public static String file(int i) {
        return "images/val/%04d.jpg".formatted(i * 17 + 3);
    }

    private SuspiciousDocument suspicious() {
        List<Doubt> doubts = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            doubts.add(new Doubt(
                    file(i), Kind.UNLABELLED_OBJECT, classes.get(1), null, 0.95 - 0.02 * i, 330, 380, 90, 90));
        }
        for (int i = 0; i < pictures.size(); i += 2) {
            doubts.add(new Doubt(
                    file(i), Kind.OTHER_CLASS, classes.get(0), classes.get(1), 0.81 - 0.02 * i, 563, 166, 72, 88));
        }
        doubts.add(new Doubt(file(0), Kind.NEVER_FOUND, classes.get(1), classes.get(1), null, 760, 300, 60, 70));
        return new SuspiciousDocument(manifest, first, doubts);
    }

    private Shown.Picture picture(int i) {
        return new Shown.Picture(
                pictures.get(i),
                file(i),
                960,
                540,
                new TreeMap<>(Map.of("weather", i % 2 == 0 ? "rain" : "dry", "camera", "north-" + i)),
                List.of(
                        new Shown.Label(classes.get(0), new double[] {185, 125, 80, 100}, true),
                        new Shown.Label(classes.get(1), new double[] {565, 165, 70, 88}, true),
                        new Shown.Label(classes.get(1), new double[] {760, 300, 60, 70}, true)));
    }

    private List<Shown.Box> boxes(int i, boolean worse) {
        List<Shown.Box> boxes = new ArrayList<>(
                List.of(new Shown.Box(Shown.Kind.RIGHT, classes.get(0), new double[] {187, 123, 80, 104}, 0.93, null)));
        if (!worse) {
            boxes.add(new Shown.Box(Shown.Kind.RIGHT, classes.get(1), new double[] {563, 166, 72, 88}, 0.81, null));
            boxes.add(new Shown.Box(Shown.Kind.RIGHT, classes.get(1), new double[] {761, 300, 58, 72}, 0.66, null));
            return boxes;
        }
        boxes.add(new Shown.Box(
                Shown.Kind.WRONG_CLASS, classes.get(0), new double[] {563, 166, 72, 88}, 0.71, classes.get(1)));
        boxes.add(new Shown.Box(Shown.Kind.FALSE_ALARM, classes.get(1), new double[] {330, 380, 90, 90}, 0.52, null));
        boxes.add(new Shown.Box(Shown.Kind.BADLY_PLACED, classes.get(1), new double[] {790, 330, 70, 80}, 0.44, null));
        boxes.add(new Shown.Box(Shown.Kind.DUPLICATE, classes.get(0), new double[] {200, 140, 80, 100}, 0.33, null));
        if (i % 2 == 0) {
            boxes.add(new Shown.Box(Shown.Kind.MISSED, classes.get(1), new double[] {60, 300, 60, 70}, null, null));
        }
        return boxes;
    }

    private ComparisonDocument comparison() {
        List<ComparisonDocument.Figure> figures = new ArrayList<>();
        Random random = new Random(3);
        for (Metric metric : Metric.values()) {
            double second = metric.unit() == Metric.Unit.MILLIS
                    ? 10.5
                    : metric.unit() == Metric.Unit.BYTES ? 3_300_000 : value(metric);
            double first = metric.unit() == Metric.Unit.MILLIS
                    ? 21.8
                    : metric.unit() == Metric.Unit.BYTES
                            ? 12_300_000
                            : second + (metric.greaterIsBetter() ? 0.04 : -0.02);
            figures.add(figure(metric, null, null, first, second, 1592, 0.013));
            for (int k = 0; metric.hasInterval() && k < classes.size(); k++) {
                figures.add(figure(metric, classes.get(k), null, first, second + 0.01 * k, labels(k), 0.02 + 0.03 * k));
            }
        }
        for (Metric metric : List.of(Metric.AP, Metric.RECALL)) {
            for (int s = 0; s < SLICES.size(); s++) {
                double first = value(metric) + 0.05;
                figures.add(figure(
                        metric,
                        null,
                        SLICES.get(s),
                        first,
                        first - 0.06 + 0.02 * random.nextGaussian() + (s == 3 ? 0.09 : 0),
                        LABELS[s],
                        0.4 / Math.sqrt(LABELS[s])));
            }
        }
        return new ComparisonDocument(
                new ComparisonDocument.Ground(dataset, manifest, "val", 764, 1000, 20_261_124, 0.95),
                party(first, 0, 1),
                party(second, 0.03, 0.48),
                figures,
                tideDifference(),
                new Agreement(new Agreement.Counts(1490, 21, 64, 37), 0.0757),
                pairs(),
                pairs().subList(0, 1).stream()
                        .map(p -> new Shown.Pair(p.picture(), 1, p.second(), p.first()))
                        .toList());
    }

    private static ComparisonDocument.Figure figure(
            Metric metric, String className, String slice, double first, double second, int instances, double half) {
        double difference = second - first;
        boolean interval = metric.hasInterval();
        double worse = metric.greaterIsBetter() ? -difference : difference;
        return new ComparisonDocument.Figure(
                metric,
                className,
                slice,
                first,
                second,
                difference,
                interval ? difference - half : null,
                interval ? difference + half : null,
                interval ? Math.clamp(0.5 + worse / half / 3, 0, 1) : null,
                instances);
    }

    private ComparisonDocument.Party party(VariantId variant, double loss, double ratio) {
        return new ComparisonDocument.Party(
                variant,
                IntStream.range(0, classes.size())
                        .mapToObj(k -> operating(k, loss))
                        .toList(),
                curves(loss),
                confusion(),
                calibration(),
                tide(loss),
                costs(ratio));
    }
}
