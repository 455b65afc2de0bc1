package dev.visor.compression.plan;

import dev.visor.compression.calibration.PreprocessedPictures;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassRunner;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.Detection;
import dev.visor.detection.detector.Detector;
import dev.visor.detection.detector.ModelInputs;
import dev.visor.detection.family.FamilyResolver;
import dev.visor.detection.family.ManifestOverrides;
import dev.visor.detection.family.ModelSignature;
import dev.visor.detection.family.TensorSpec;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Tries a recipe by hand: makes the variant, prints what each pass did, which kernels ONNX Runtime makes of it, size and
 * speed against the parent on one thread, interleaved, and writes its detections.
 *
 * <p>Arguments: model, recipe, folder of calibration pictures, folder of pictures to detect on, file to write, then what
 * the model's file doesn't say as {@code field=value}. Detections (score above 0.001) go to the file's name with
 * {@code .json}, in COCO's result layout but with the picture's name as {@code file}.
 */
public final class CompressionTrial {
    private static final int ROUNDS = 60;
    private static final int WARM_UP = 10;
    private static final int MOST_CALIBRATION = 100;

    private CompressionTrial() {}

    public static void main(String[] arguments) throws IOException {
        Path model = Path.of(arguments[0]);
        Recipe recipe = new PlanConfiguration()
                .recipeCatalog(new RecipeReader(new PlanConfiguration().passCatalog()))
                .find(arguments[1])
                .orElseThrow();
        Path out = Path.of(arguments[4]);
        DetectorManifest manifest = manifest(model, Arrays.asList(arguments).subList(5, arguments.length));
        compress(model, recipe, manifest, pictures(Path.of(arguments[2])), out);
        kernels(out);
        speed(model, out, manifest);
        detections(out, manifest, pictures(Path.of(arguments[3])));
    }

    private static void compress(Path model, Recipe recipe, DetectorManifest manifest, List<Path> pictures, Path out)
            throws IOException {
        Graph graph = GraphReader.read(model);
        int count = Math.min(MOST_CALIBRATION, pictures.size());
        try (PreprocessedPictures inputs =
                new PreprocessedPictures(manifest.input(), count, i -> bytes(pictures.get(i)))) {
            PassRunner.run(graph, recipe.passes(), PassContext.calibratedOn(inputs))
                    .reports()
                    .forEach(r -> print(
                            "%-34s %5d changes %7d ms %s %s",
                            r.pass(), r.changes(), r.millis(), new TreeMap<>(r.figures()), r.notes()));
        }
        GraphWriter.write(graph, out);
        print(
                "%d bytes from %d: %.3f times smaller",
                Files.size(out), Files.size(model), (double) Files.size(model) / Files.size(out));
    }

    private static void kernels(Path variant) throws IOException {
        Path optimized = Files.createTempFile("optimized", ".onnx");
        ModelSession.open(variant, SessionSettings.standard().savingOptimizedModel(optimized))
                .close();
        Map<String, Integer> kinds = new TreeMap<>();
        GraphReader.read(optimized).nodes().forEach(n -> kinds.merge(n.opType(), 1, Integer::sum));
        Files.delete(optimized);
        print("kernels: %s", kinds);
    }

    private static void speed(Path parent, Path variant, DetectorManifest manifest) {
        Map<String, TensorValue> inputs = ModelInputs.of(manifest.input()).tensors();
        List<Double> ratios = new ArrayList<>();
        double bestParent = Double.MAX_VALUE;
        double bestVariant = Double.MAX_VALUE;
        try (ModelSession a = ModelSession.open(parent, SessionSettings.standard());
                ModelSession b = ModelSession.open(variant, SessionSettings.standard())) {
            for (int i = 0; i < ROUNDS; i++) {
                long began = System.nanoTime();
                a.run(inputs);
                long between = System.nanoTime();
                b.run(inputs);
                long ended = System.nanoTime();
                if (i >= WARM_UP) {
                    ratios.add((between - began) / (double) (ended - between));
                }
                bestParent = Math.min(bestParent, (between - began) / 1e6);
                bestVariant = Math.min(bestVariant, (ended - between) / 1e6);
            }
        }
        Collections.sort(ratios);
        print(
                "%.2f times as fast (median of %d ratios); best %.2f ms, parent %.2f ms: %.2f",
                ratios.get(ratios.size() / 2), ratios.size(), bestVariant, bestParent, bestParent / bestVariant);
    }

    private static void detections(Path variant, DetectorManifest manifest, List<Path> pictures) throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        try (Detector detector = Detector.open(variant, manifest, 1)) {
            for (Path file : pictures) {
                for (Detection d :
                        detector.detect(PictureDecoder.decode(file), 0.001).detections()) {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("file", file.getFileName().toString());
                    entry.put("category_id", d.classIndex());
                    entry.put("score", d.score());
                    entry.put("bbox", List.of(d.x(), d.y(), d.width(), d.height()));
                    all.add(entry);
                }
            }
        }
        Files.write(Path.of(variant + ".json"), ContractJson.MAPPER.writeValueAsBytes(all));
        print("%d detections on %d pictures", all.size(), pictures.size());
    }

    static DetectorManifest manifest(Path model, List<String> fields) {
        Map<String, String> given = new TreeMap<>();
        fields.forEach(f -> given.put(f.substring(0, f.indexOf('=')), f.substring(f.indexOf('=') + 1)));
        try (ModelSession session = ModelSession.open(model, SessionSettings.standard())) {
            ModelSignature signature =
                    new ModelSignature(specs(session.inputs()), specs(session.outputs()), session.metadata());
            return FamilyResolver.resolve(signature, ManifestOverrides.ofParameters(given))
                    .require()
                    .manifest();
        }
    }

    private static List<TensorSpec> specs(List<ValueInfo> values) {
        return values.stream()
                .map(v -> {
                    Shape shape = v.shape();
                    List<Long> dims = shape == null
                            ? List.of()
                            : Arrays.stream(shape.toArray()).boxed().toList();
                    return new TensorSpec(v.name(), v.type().name(), dims);
                })
                .toList();
    }

    static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
