package dev.visor.evaluation.look;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.detection.accuracy.ClassAlignment;
import dev.visor.detection.dataset.DatasetReader;
import dev.visor.detection.dataset.ParsedDataset;
import dev.visor.detection.dataset.ParsedImage;
import dev.visor.detection.detector.Detector;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.platform.artifact.FileArtifactStore;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Compares how fast Visor looks at pictures with a loop of ONNX Runtime alone over tensors that are ready.
 *
 * <pre>
 * LookSpeed store rounds pictures dataset input-size classes model.onnx…
 * </pre>
 *
 * Each on two threads, one session thread each, taking turns in one process: the bare loop; looks that read, decode, detect
 * and match each picture; the same with decoded pictures kept. Models are YOLOv8 to YOLO11, RGB in 0 to 1. Beside the
 * time on the wall stands that of the processors, which other work on the machine disturbs least.
 */
final class LookSpeed {
    private static final int THREADS = 2;

    private final ArtifactStore store;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final LabelledPictures split;
    private final DetectorManifest manifest;
    private final ClassAlignment alignment;

    private LookSpeed(Path store, Path dataset, int pictures, int size, int classes) {
        this.store = new FileArtifactStore(store);
        this.split = split(dataset, pictures);
        this.manifest = manifest(size, classes);
        int judged = split.classes().size();
        this.alignment = new ClassAlignment(
                split.classes(),
                IntStream.range(0, classes).mapToObj(k -> k % judged).toList(),
                IntStream.range(0, judged).boxed().toList());
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[1]);
        LookSpeed speed = new LookSpeed(
                Path.of(args[0]),
                Path.of(args[3]),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[4]),
                Integer.parseInt(args[5]));
        System.out.println("| model | loop | images/s | of bare | CPU ms an image | of bare, by CPU |");
        System.out.println("|---|---|---|---|---|---|");
        for (String model : Arrays.asList(args).subList(6, args.length)) {
            speed.compare(Path.of(model), rounds);
        }
        speed.threads.shutdown();
    }

    /** What a thread does with its pictures. */
    private record Loop(String name, Pictures pictures) {}

    private interface Pictures {
        void run(int first, int count) throws Exception;
    }

    private void compare(Path model, int rounds) throws Exception {
        PictureCache none = new PictureCache(store, 0);
        PictureCache all = new PictureCache(store, 1L << 40);
        try (Detector detector = Detector.open(model, manifest, 1);
                Bare bare = new Bare(model, detector, none)) {
            List<Loop> loops = List.of(
                    new Loop("bare ONNX Runtime", bare::run),
                    new Loop("look, decoding", look(detector, none)),
                    new Loop("look, decoded before", look(detector, all)));
            long[][] wall = new long[loops.size()][rounds];
            long[][] cpu = new long[loops.size()][rounds];
            for (int round = -1; round < rounds; round++) {
                for (int l = 0; l < loops.size(); l++) {
                    long began = System.nanoTime();
                    long cpuBegan = cpuNanos();
                    run(loops.get(l).pictures);
                    if (round >= 0) {
                        wall[l][round] = System.nanoTime() - began;
                        cpu[l][round] = cpuNanos() - cpuBegan;
                    }
                }
            }
            for (int l = 0; l < loops.size(); l++) {
                System.out.printf(
                        "| %s | %s | %.2f | %.1f %% | %.1f | %.1f %% |%n",
                        model.getFileName(),
                        loops.get(l).name,
                        1e9 * THREADS * half() / median(wall[l], wall[l], 0),
                        100 * median(wall[0], wall[l], 1),
                        median(cpu[l], cpu[l], 0) / 1e6 / THREADS / half(),
                        100 * median(cpu[0], cpu[l], 1));
            }
        }
    }

    private Pictures look(Detector detector, PictureCache pictures) {
        return (first, count) -> new Looker(pictures).look(detector, split, alignment, null, first, count, seen -> {});
    }

    private void run(Pictures pictures) throws Exception {
        List<Callable<Boolean>> tasks = IntStream.range(0, THREADS)
                .mapToObj(t -> (Callable<Boolean>) () -> {
                    pictures.run(t * half(), half());
                    return true;
                })
                .toList();
        for (var done : threads.invokeAll(tasks)) {
            done.get();
        }
    }

    private int half() {
        return split.images().size() / THREADS;
    }

    /** A session a thread, and every picture as the model takes it. */
    private final class Bare implements AutoCloseable {
        private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
        private final List<OnnxTensor> tensors = new ArrayList<>();
        private final List<OrtSession> sessions = new ArrayList<>();

        Bare(Path model, Detector detector, PictureCache pictures) throws OrtException {
            for (int i = 0; i < THREADS; i++) {
                OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                options.setIntraOpNumThreads(1);
                sessions.add(environment.createSession(model.toString(), options));
            }
            InputContract input = manifest.input();
            for (LabelledImage image : split.images()) {
                float[] values = detector.preprocess(pictures.get(image));
                FloatBuffer buffer = ByteBuffer.allocateDirect(4 * values.length)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer()
                        .put(values)
                        .rewind();
                tensors.add(
                        OnnxTensor.createTensor(environment, buffer, new long[] {1, 3, input.height(), input.width()}));
            }
        }

        void run(int first, int count) throws OrtException {
            for (int i = first; i < first + count; i++) {
                sessions.get(first / half())
                        .run(Map.of(manifest.input().tensor(), tensors.get(i)))
                        .close();
            }
        }

        @Override
        public void close() throws OrtException {
            tensors.forEach(OnnxTensor::close);
            for (OrtSession session : sessions) {
                session.close();
            }
        }
    }

    private LabelledPictures split(Path folder, int pictures) {
        ParsedDataset parsed = DatasetReader.read(folder);
        return new LabelledPictures(
                "speed",
                Sha256.of(new byte[0]),
                parsed.classes(),
                Split.VAL,
                parsed.split(Split.VAL).stream()
                        .limit(pictures)
                        .map(this::stored)
                        .toList());
    }

    private LabelledImage stored(ParsedImage image) {
        store.put(image.path());
        return new LabelledImage(
                image.file(), image.digest(), image.width(), image.height(), Split.VAL, true, image.boxes());
    }

    private static DetectorManifest manifest(int size, int classes) {
        return new DetectorManifest(
                DetectorFamily.YOLOV8,
                new InputContract(
                        "images",
                        size,
                        size,
                        InputContract.ColorOrder.RGB,
                        List.of(0f, 0f, 0f),
                        List.of(255f, 255f, 255f),
                        InputContract.Resize.LETTERBOX_CENTERED,
                        114),
                IntStream.range(0, classes).mapToObj(k -> "class " + k).toList(),
                DetectorManifest.DEFAULT_SUPPRESSION_IOU,
                null);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** The median of one by the other round by round, or of the first alone where {@code power} is 0. */
    private static double median(long[] values, long[] by, int power) {
        double[] sorted = IntStream.range(0, values.length)
                .mapToDouble(r -> values[r] / Math.pow(by[r], power))
                .sorted()
                .toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
