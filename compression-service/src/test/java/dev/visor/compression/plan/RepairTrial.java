package dev.visor.compression.plan;

import dev.visor.compression.calibration.PreprocessedPictures;
import dev.visor.compression.latency.LayerLatency;
import dev.visor.compression.latency.LayerTable;
import dev.visor.compression.latency.MeasuredLayers;
import dev.visor.compression.latency.ProcessorTime;
import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassCatalog;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassRunner;
import dev.visor.compression.trial.DownloadSize;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.accuracy.ClassAlignment;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.PictureMatching;
import dev.visor.detection.detector.Detector;
import dev.visor.detection.detector.ModelInputs;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.Outputs;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares chains of passes by hand: for each, its bytes in the file and on the way, the signal to quantisation noise of
 * what the last convolutions predict (mean of decibels over them) on calibration pictures and on others, the speed, and
 * the accuracy on labelled pictures.
 *
 * <p>Arguments: model, folder of calibration pictures, folder of other pictures (files named as calibration pictures are
 * left out), {@code images} folder to judge on with {@code labels} beside it (or {@code -}), then what the model's file
 * doesn't say as {@code field=value}, {@code judge=modelClass:datasetClass,…} (default {@code 0:0,1:1}), and one
 * argument a chain: passes behind the clean-up, as {@code quantize-static;correct-bias {"images": 16}}.
 */
public final class RepairTrial {
    private static final int OTHERS = 48;
    private static final int ROUNDS = 61;

    private RepairTrial() {}

    public static void main(String[] arguments) throws IOException {
        Path model = Path.of(arguments[0]);
        List<String> rest = Arrays.asList(arguments).subList(4, arguments.length);
        List<String> fields = rest.stream()
                .filter(a -> a.matches("[a-z]+=.*") && !a.startsWith("judge="))
                .toList();
        String judge = rest.stream()
                .filter(a -> a.startsWith("judge="))
                .findFirst()
                .orElse("judge=0:0,1:1")
                .substring(6);
        DetectorManifest manifest = CompressionTrial.manifest(model, fields);
        List<Path> calibration = CompressionTrial.pictures(Path.of(arguments[1]));
        List<Path> others = others(CompressionTrial.pictures(Path.of(arguments[2])));
        PassCatalog catalog = new PlanConfiguration().passCatalog();
        List<GraphPass> tidying = new PlanConfiguration()
                .recipeCatalog(new RecipeReader(catalog))
                .find("fp32-clean")
                .orElseThrow()
                .passes();
        Graph clean = GraphReader.read(model);
        PassRunner.run(clean, tidying, PassContext.bare());
        Path file = Files.createTempFile("trial", ".onnx");
        GraphWriter.write(clean, file);
        LayerLatency latency = new MeasuredLayers(LayerTable.inMemory());
        print(
                "%-60s %s %s",
                "fp32-clean",
                bytes(file),
                arguments[3].equals("-") ? "" : "AP " + accuracy(file, manifest, Path.of(arguments[3]), judge));
        for (String chain : rest) {
            if (chain.matches("[a-z]+=.*")) {
                continue;
            }
            Graph graph = clean.copy();
            long cpu = cpuMillis();
            try (PreprocessedPictures inputs = inputs(manifest, calibration)) {
                PassRunner.run(
                                graph,
                                passes(catalog, chain),
                                PassContext.calibratedOn(inputs).withLatency(latency))
                        .reports()
                        .forEach(r -> print(
                                "  %-22s %4d changes %6d ms %s %s",
                                r.pass(), r.changes(), r.millis(), new TreeMap<>(r.figures()), r.notes()));
            }
            cpu = cpuMillis() - cpu;
            GraphWriter.write(graph, file);
            print(
                    "%-60s %s  calib %6.2f dB  others %6.2f dB  %.2f times as fast  %5.1f CPU s  %s",
                    chain,
                    bytes(file),
                    decibels(clean, graph, manifest, calibration),
                    decibels(clean, graph, manifest, others),
                    speed(clean, graph, manifest),
                    cpu / 1000.0,
                    arguments[3].equals("-") ? "" : "AP " + accuracy(file, manifest, Path.of(arguments[3]), judge));
        }
        print(
                "peak %s",
                Files.readString(Path.of("/proc/self/status"))
                        .lines()
                        .filter(l -> l.startsWith("VmHWM"))
                        .toList());
        Files.delete(file);
    }

    private static String bytes(Path file) throws IOException {
        return "%8d bytes, %8d by zstd"
                .formatted(Files.size(file), DownloadSize.of(file).bytes());
    }

    private static List<GraphPass> passes(PassCatalog catalog, String chain) {
        List<GraphPass> passes = new ArrayList<>();
        for (String step : chain.split(";", -1)) {
            int at = step.indexOf('{');
            String id = (at < 0 ? step : step.substring(0, at)).strip();
            passes.add(catalog.create(id, JsonMapper.shared().readTree(at < 0 ? "{}" : step.substring(at))));
        }
        return passes;
    }

    /** Median ratio of processor times, in turns. */
    private static double speed(Graph clean, Graph graph, DetectorManifest manifest) {
        Map<String, TensorValue> inputs = ModelInputs.of(manifest.input()).tensors();
        double[] ratios = new double[ROUNDS];
        try (ModelSession a = ModelSession.open(clean, SessionSettings.standard());
                ModelSession b = ModelSession.open(graph, SessionSettings.standard())) {
            for (int i = -5; i < ROUNDS; i++) {
                double before = ProcessorTime.nanos(() -> a.run(inputs));
                double after = ProcessorTime.nanos(() -> b.run(inputs));
                if (i >= 0) {
                    ratios[i] = before / after;
                }
            }
        }
        Arrays.sort(ratios);
        return ratios[ROUNDS / 2];
    }

    private static double decibels(Graph clean, Graph graph, DetectorManifest manifest, List<Path> pictures) {
        Set<String> predictions = predictions(clean);
        double[] signal = new double[predictions.size()];
        double[] noise = new double[predictions.size()];
        try (PreprocessedPictures inputs = inputs(manifest, pictures);
                ModelSession a = ModelSession.open(exposing(clean, predictions), SessionSettings.standard());
                ModelSession b = ModelSession.open(exposing(graph, predictions), SessionSettings.standard())) {
            for (int i = 0; i < Math.min(inputs.size(), OTHERS); i++) {
                Map<String, TensorValue> input =
                        Map.of(inputs.tensor(), TensorValue.ofFloats(inputs.shape(), inputs.input(i)));
                Outputs expected = a.run(input);
                Outputs found = b.run(input);
                int p = 0;
                for (String prediction : predictions) {
                    float[] x = expected.get(prediction).floats();
                    float[] y = found.get(prediction).floats();
                    for (int k = 0; k < x.length; k++) {
                        signal[p] += (double) x[k] * x[k];
                        noise[p] += (double) (x[k] - y[k]) * (x[k] - y[k]);
                    }
                    p++;
                }
            }
        }
        double sum = 0;
        for (int p = 0; p < signal.length; p++) {
            sum += 10 * Math.log10(signal[p] / noise[p]);
        }
        return sum / signal.length;
    }

    private static Graph exposing(Graph graph, Set<String> values) {
        Graph copy = graph.copy();
        graph.outputs().stream().map(ValueInfo::name).forEach(copy::removeOutput);
        values.forEach(v -> copy.addOutput(new ValueInfo(v, ElementType.UNDEFINED, null)));
        return copy;
    }

    /** Results of the last convolutions on every path to an output. */
    private static Set<String> predictions(Graph graph) {
        Set<String> found = new LinkedHashSet<>();
        Set<Node> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>();
        graph.outputs().forEach(o -> open.add(o.name()));
        while (!open.isEmpty()) {
            Node node = graph.producer(open.remove());
            if (node == null || !seen.add(node)) {
                continue;
            }
            var weights = node.is("Conv") ? graph.initializer(node.input(1)) : null;
            if (weights != null && weights.dim(0) > 1 || node.is("Conv") && weights != null && weights.dim(1) > 16) {
                found.add(node.output());
            } else {
                open.addAll(node.reads());
            }
        }
        return found;
    }

    private static String accuracy(Path file, DetectorManifest manifest, Path images, String judge) throws IOException {
        List<String> judged = new ArrayList<>();
        Integer[] ofModel = new Integer[manifest.classes().size()];
        Map<Integer, Integer> ofDataset = new LinkedHashMap<>();
        Arrays.fill(ofModel, -1);
        for (String pair : judge.split(",", -1)) {
            ofModel[Integer.parseInt(pair.substring(0, pair.indexOf(':')))] = judged.size();
            ofDataset.put(Integer.parseInt(pair.substring(pair.indexOf(':') + 1)), judged.size());
            judged.add(pair);
        }
        List<Integer> dataset = new ArrayList<>();
        for (int k = 0; k < 80; k++) {
            dataset.add(ofDataset.getOrDefault(k, -1));
        }
        PictureMatching matching = new PictureMatching(new ClassAlignment(judged, Arrays.asList(ofModel), dataset));
        MatchTable.Builder table = MatchTable.over(judged.size());
        int place = 0;
        try (Detector detector = Detector.open(file, manifest, 1)) {
            for (Path path : CompressionTrial.pictures(images)) {
                Picture picture = PictureDecoder.decode(path);
                LabelledImage labelled = new LabelledImage(
                        path.toString(),
                        Sha256.of(new byte[0]),
                        picture.width(),
                        picture.height(),
                        Split.VAL,
                        true,
                        labels(path, picture));
                matching.add(place++, labelled, detector.detect(picture, 0.001).detections(), table);
            }
        }
        CocoSummary summary = CocoSummary.of(table.build());
        return String.format(Locale.ROOT, "%.4f AP50 %.4f", summary.ap(), summary.ap50());
    }

    private static List<LabelledBox> labels(Path image, Picture picture) throws IOException {
        String name = image.getFileName().toString();
        Path file = Path.of(image.getParent().toString().replace("/images", "/labels"))
                .resolve(name.substring(0, name.lastIndexOf('.')) + ".txt");
        List<LabelledBox> boxes = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] f = line.strip().split(" +");
                if (f.length == 5) {
                    double w = Double.parseDouble(f[3]) * picture.width();
                    double h = Double.parseDouble(f[4]) * picture.height();
                    double x = Double.parseDouble(f[1]) * picture.width() - w / 2;
                    double y = Double.parseDouble(f[2]) * picture.height() - h / 2;
                    boxes.add(LabelledBox.of(Integer.parseInt(f[0]), x, y, w, h));
                }
            }
        }
        return boxes;
    }

    private static List<Path> others(List<Path> all) {
        List<Path> spread = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            spread.add(all.get((int) ((long) i * all.size() / OTHERS)));
        }
        return spread;
    }

    private static PreprocessedPictures inputs(DetectorManifest manifest, List<Path> pictures) {
        int count = Math.min(100, pictures.size());
        return new PreprocessedPictures(manifest.input(), count, i -> CompressionTrial.bytes(pictures.get(i)));
    }

    private static long cpuMillis() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1_000_000;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
