package dev.visor.compression.trial;

import dev.visor.compression.latency.Processor;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.Detection;
import dev.visor.detection.accuracy.ClassAlignment;
import dev.visor.detection.detector.Detector;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.RuntimeProfile;
import dev.visor.onnx.runtime.SessionSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures candidates of one upload on this machine, and keeps every answer in a {@link TrialTable}. */
public final class MeasuredTrials implements TrialBench {
    /** Changes whenever the same question may get another answer. */
    private static final String VERSION = "trials/1";

    private static final int DISTANCE_PICTURES = 16;
    private static final int WARM_UPS = 5;
    private static final int PROFILED_RUNS = 30;

    private final Path upload;
    private final DetectorManifest manifest;
    private final LabelledPictures pictures;
    private final AccuracyTrial accuracy;
    private final TrialTable table;
    private final Sha256 setting;
    private final AtomicInteger measured = new AtomicInteger();
    private final AtomicInteger known = new AtomicInteger();
    private @Nullable List<List<Detection>> expected;

    /**
     * @param upload the uploaded file
     * @param alignment which classes count
     * @param workers threads that look at pictures, ≥ 1
     * @param table where answers are kept
     */
    public MeasuredTrials(
            Path upload,
            DetectorManifest manifest,
            LabelledPictures pictures,
            ClassAlignment alignment,
            int workers,
            TrialTable table) {
        this.upload = upload;
        this.manifest = manifest;
        this.pictures = pictures;
        this.accuracy = new AccuracyTrial(pictures, alignment, workers);
        this.table = table;
        this.setting = Sha256.of(ContractJson.MAPPER.writeValueAsBytes(
                List.of(VERSION, manifest, pictures.classes(), pictures.images(), alignment)));
    }

    /** How many pictures accuracy is measured on. */
    public int pictures() {
        return pictures.images().size();
    }

    @Override
    public Accuracy accuracy(byte[] model) {
        return answer("accuracy", Accuracy.class, List.of(setting, Sha256.of(model)), () -> {
            try (OpenedCandidate candidate = OpenedCandidate.of(model, manifest)) {
                return accuracy.run(candidate.detector());
            }
        });
    }

    @Override
    public double distance(byte[] model) {
        return answer("distance", Double.class, List.of(setting, Sha256.of(model)), () -> {
            List<List<Detection>> wanted = expected();
            DetectionDistance distance = new DetectionDistance();
            try (OpenedCandidate candidate = OpenedCandidate.of(model, manifest)) {
                for (int i = 0; i < wanted.size(); i++) {
                    distance.add(wanted.get(i), detect(candidate.detector(), i, DetectionDistance.LEAST_SCORE / 2));
                }
            }
            return distance.mean();
        });
    }

    @Override
    public KernelTimes kernelTimes(byte[] model) {
        return answer(
                "kernels",
                KernelTimes.class,
                List.of(VERSION, Processor.name(), Sha256.of(model)),
                () -> KernelTimes.of(RuntimeProfile.measure(
                        model, SessionSettings.standard(), TrialInputs.of(manifest.input()), WARM_UPS, PROFILED_RUNS)));
    }

    @Override
    public double timeRatio(byte[] model, byte[] other) {
        return answer(
                "ratio", Double.class, List.of(VERSION, Processor.name(), Sha256.of(model), Sha256.of(other)), () -> {
                    try (ModelSession a = ModelSession.open(model, SessionSettings.standard());
                            ModelSession b = ModelSession.open(other, SessionSettings.standard())) {
                        return InterleavedTime.ratio(a, b, TrialInputs.of(manifest.input()));
                    }
                });
    }

    @Override
    public int measured() {
        return measured.get();
    }

    @Override
    public int known() {
        return known.get();
    }

    private <T> T answer(String kind, Class<T> type, List<?> question, Supplier<T> measure) {
        Sha256 key = Sha256.of(ContractJson.MAPPER.writeValueAsBytes(List.of(kind, question)));
        String kept = table.find(key).orElse(null);
        if (kept != null) {
            known.incrementAndGet();
            return ContractJson.MAPPER.readValue(kept, type);
        }
        T answer = measure.get();
        measured.incrementAndGet();
        table.keep(key, kind, ContractJson.MAPPER.writeValueAsString(answer));
        return answer;
    }

    private synchronized List<List<Detection>> expected() {
        List<List<Detection>> found = expected;
        if (found == null) {
            found = new ArrayList<>();
            int count = Math.min(DISTANCE_PICTURES, pictures.images().size());
            try (Detector detector = Detector.open(upload, manifest, 1)) {
                for (int i = 0; i < count; i++) {
                    found.add(detect(detector, i, DetectionDistance.LEAST_SCORE));
                }
            }
            expected = found;
        }
        return found;
    }

    /** Picture {@code i} of those that distances are taken on, evenly spread. */
    private List<Detection> detect(Detector detector, int i, double minScore) {
        int all = pictures.images().size();
        int index = (int) ((long) i * all / Math.min(DISTANCE_PICTURES, all));
        return detector.detect(PictureDecoder.decode(pictures.bytes(index)), minScore)
                .detections();
    }
}
