package dev.visor.evaluation.run;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Objective;
import dev.visor.contracts.policy.Policy;
import dev.visor.detection.Detection;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.figure.Exhibit;
import dev.visor.evaluation.figure.ObservedFigures;
import dev.visor.evaluation.gate.Hearing;
import dev.visor.evaluation.gate.Reference;
import dev.visor.evaluation.gate.Verdicts;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.Seen;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * How long a report and a verdict take once all is seen, on COCO files and pictures with made-up tags.
 *
 * <pre>
 * ReportSpeed gt.json.gz dt.json.gz
 * </pre>
 *
 * The compared model sees all but every seventh detection. Gates resample AP of the whole, of sizes, brightnesses and
 * weathers, and misses of each.
 */
final class ReportSpeed {
    private static final CostFigures COSTS = new CostFigures(12, 14, 15, 1, 20, 1e8, 6e6, 4e6);

    private ReportSpeed() {}

    private record Image(int id, int width, int height) {}

    private record Category(int id, String name) {}

    private record Label(int image_id, int category_id, double[] bbox, double area, int iscrowd) {}

    private record Truth(List<Image> images, List<Category> categories, List<Label> annotations) {}

    private record Sight(int image_id, int category_id, double[] bbox, double score) {}

    public static void main(String[] args) throws IOException {
        Truth truth = read(Path.of(args[0]), Truth.class);
        Map<Integer, Integer> images = new LinkedHashMap<>();
        truth.images().forEach(i -> images.put(i.id(), images.size()));
        Map<Integer, Integer> classes = new TreeMap<>();
        truth.categories().stream()
                .sorted(Comparator.comparingInt(Category::id))
                .forEach(c -> classes.put(c.id(), classes.size()));
        LabelledPictures split = split(truth, images, classes);
        List<List<Detection>> seen = seen(read(Path.of(args[1]), Sight[].class), images, classes);
        List<List<Detection>> fewer = seen.stream()
                .map(all -> IntStream.range(0, all.size())
                        .filter(d -> d % 7 != 3)
                        .mapToObj(all::get)
                        .toList())
                .toList();
        EvaluationPlan plan =
                EvaluationPlan.of(model("variant", split), model("uploaded", split), split, policy(), null);
        Map<Look, Seen> looks = new LinkedHashMap<>();
        put(looks, plan.clean(), seen, split);
        put(looks, plan.ofBaseline(), fewer, split);
        System.out.printf(
                "%d pictures, %d labels, %d detections, %d classes%n",
                images.size(),
                truth.annotations().size(),
                seen.stream().mapToInt(List::size).sum(),
                classes.size());
        for (int round = 0; round < 2; round++) {
            Exhibits exhibits = new Exhibits(looks::get);
            Exhibit exhibit = timed("exhibits", () -> exhibits.of(plan, COSTS));
            EvaluationReport report = timed(
                    "report", () -> Reporting.report(plan, exhibit, Sha256.of(new byte[0]), Sha256.of(new byte[0])));
            byte[] bytes = timed("its bytes", report::bytes);
            Exhibit uploaded = exhibits.of(plan.ofBaselineItself(), COSTS);
            Verdict verdict = timed(
                    "verdict",
                    () -> Verdicts.of(
                            policy().gates(),
                            new Hearing(
                                    new ObservedFigures(exhibit),
                                    new Reference.Known(new ObservedFigures(uploaded)),
                                    Reference.None.YET)));
            System.out.printf(
                    "%d figures, %d bytes, %s by %d gates%n",
                    report.figures().size(),
                    bytes.length,
                    verdict.outcome(),
                    verdict.gates().size());
        }
        System.out.println(Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("peak memory is unknown here"));
    }

    private static <T> T timed(String what, Supplier<T> work) {
        long began = System.nanoTime();
        long cpuBegan = cpuNanos();
        T result = work.get();
        System.out.printf(
                "%-10s %6.1f s, %6.1f s of processor time%n",
                what, (System.nanoTime() - began) / 1e9, (cpuNanos() - cpuBegan) / 1e9);
        return result;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static <T> T read(Path file, Class<T> type) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return ContractJson.MAPPER.readValue(in, type);
        }
    }

    private static LabelledPictures split(Truth truth, Map<Integer, Integer> places, Map<Integer, Integer> classes) {
        List<List<LabelledBox>> boxes = lists(places.size());
        for (Label label : truth.annotations()) {
            double[] b = label.bbox();
            boxes.get(places.get(label.image_id()))
                    .add(new LabelledBox(
                            classes.get(label.category_id()),
                            b[0],
                            b[1],
                            b[2],
                            b[3],
                            label.area(),
                            label.iscrowd() != 0,
                            false));
        }
        List<LabelledImage> images = new ArrayList<>();
        for (Image image : truth.images()) {
            int i = images.size();
            images.add(new LabelledImage(
                    "%d.jpg".formatted(image.id()),
                    digest(Integer.toString(image.id())),
                    image.width(),
                    image.height(),
                    Split.VAL,
                    true,
                    boxes.get(i),
                    new TreeMap<>(Map.of(
                            "weather", List.of("dry", "rain", "fog", "snow").get(i % 4), "camera", "camera-" + i % 10)),
                    (double) (i * 37 % 256)));
        }
        List<String> names = truth.categories().stream()
                .sorted(Comparator.comparingInt(Category::id))
                .map(Category::name)
                .toList();
        return new LabelledPictures("coco", digest("coco"), names, Split.VAL, images);
    }

    private static List<List<Detection>> seen(
            Sight[] sights, Map<Integer, Integer> places, Map<Integer, Integer> classes) {
        List<List<Detection>> seen = lists(places.size());
        for (Sight sight : sights) {
            double[] b = sight.bbox();
            seen.get(places.get(sight.image_id()))
                    .add(new Detection(classes.get(sight.category_id()), sight.score(), b[0], b[1], b[2], b[3]));
        }
        return seen;
    }

    private static <T> List<List<T>> lists(int count) {
        List<List<T>> lists = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    private static void put(Map<Look, Seen> looks, Look look, List<List<Detection>> seen, LabelledPictures split) {
        MatchTable table = MatchTable.of(Exhibits.observe(look.alignment(), split.images(), seen));
        looks.put(look, new Seen(table, seen));
    }

    private static EvaluationPlan.Model model(String name, LabelledPictures split) {
        return new EvaluationPlan.Model(
                new Artifact(digest(name), 6_000_000),
                new DetectorManifest(
                        DetectorFamily.YOLOV8,
                        new InputContract(
                                "images",
                                640,
                                640,
                                InputContract.ColorOrder.RGB,
                                List.of(0f, 0f, 0f),
                                List.of(255f, 255f, 255f),
                                InputContract.Resize.LETTERBOX_CENTERED,
                                114),
                        split.classes(),
                        DetectorManifest.DEFAULT_SUPPRESSION_IOU,
                        null));
    }

    private static Policy policy() {
        List<GateSpec> gates = new ArrayList<>();
        for (Metric metric : List.of(Metric.AP, Metric.MISSED)) {
            gates.add(drop(metric, null));
            for (String slice : List.of("size=*", "brightness=*", "weather=*")) {
                gates.add(drop(metric, slice));
            }
        }
        return new Policy("thorough", "anywhere", null, List.of(), Map.of(), gates, Objective.SMALLEST);
    }

    private static GateSpec drop(Metric metric, @Nullable String slice) {
        return new GateSpec.MaximumDrop(metric, null, slice, 0.01, Against.BASELINE, 0.95);
    }

    private static Sha256 digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
