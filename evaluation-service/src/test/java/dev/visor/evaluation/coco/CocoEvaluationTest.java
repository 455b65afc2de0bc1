package dev.visor.evaluation.coco;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.bootstrap.Figure;
import dev.visor.detection.bootstrap.Interval;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CocoEvaluationTest {
    private static final CocoLimits SMALL = new CocoLimits(100_000, 3, 3, 10, 10);

    @Test
    void ofFilesSaysFiguresByIdWhateverTheOrderInTheFile() throws IOException {
        CocoReport report = evaluate(CocoFiles.GROUND_TRUTH, CocoFiles.DETECTIONS);
        assertThat(report.perClass())
                .extracting(
                        CocoReport.ClassFigures::id, CocoReport.ClassFigures::name, CocoReport.ClassFigures::instances)
                .containsExactly(tuple(2L, "crowded", 0), tuple(7L, "helmet", 2));
        assertThat(report.perClass().getFirst().ap()).isEqualTo(-1);
        assertThat(report.stats()[8]).isEqualTo(0.5);
        assertThat(report.stats()[3]).isEqualTo(-1);
        assertThat(report.tide().counts().miss()).isEqualTo(1);
        assertThat(report.images()).isEqualTo(2);
        assertThat(report.annotations()).isEqualTo(3);
        assertThat(report.detections()).isEqualTo(2);
        assertThat(report.seconds()).isPositive();
        assertThat(report.peakMemoryBytes()).isNotZero();
    }

    @Test
    void matchesAnAnnotationWhoseIdIsZero() throws IOException {
        CocoReport report = evaluate(CocoFiles.GROUND_TRUTH, CocoFiles.DETECTIONS);
        assertThat(report.perClass().get(1).ar100()).isEqualTo(0.5);
    }

    @Test
    void tellsGzipByItsFirstBytes() throws IOException {
        CocoReport plain = evaluate(CocoFiles.GROUND_TRUTH, CocoFiles.DETECTIONS);
        CocoReport packed = new CocoEvaluation(SMALL, Draws.NONE, Progress.NONE)
                .run(
                        () -> new ByteArrayInputStream(CocoFiles.gzipped(CocoFiles.GROUND_TRUTH)),
                        () -> new ByteArrayInputStream(CocoFiles.gzipped(CocoFiles.DETECTIONS)));
        assertThat(packed.stats()).isEqualTo(plain.stats());
        assertThat(packed.tide()).isEqualTo(plain.tide());
    }

    @Test
    void ofNoDetectionsIsZeroAndOfNoPicturesMinusOne() throws IOException {
        assertThat(evaluate(CocoFiles.GROUND_TRUTH, "[]").stats()[0]).isZero();
        assertThat(evaluate(
                                "{\"images\": [], \"annotations\": [], \"categories\": [{\"id\": 1, \"name\": \"a\"}]}",
                                "[]")
                        .stats())
                .containsOnly(-1);
    }

    @Test
    void saysIntervalsOfWhatThereIsToMeasureIfAskedTo() throws IOException {
        CocoReport report = new CocoEvaluation(SMALL, new Draws(50, 7), Progress.NONE)
                .run(
                        () -> new ByteArrayInputStream(CocoFiles.plain(CocoFiles.GROUND_TRUTH)),
                        () -> new ByteArrayInputStream(CocoFiles.plain(CocoFiles.DETECTIONS)));
        Intervals intervals = requireNonNull(report.intervals());
        assertThat(intervals.figures()).containsKey(Figure.AP).doesNotContainKey(Figure.AP_SMALL);
        Interval recall = requireNonNull(intervals.figures().get(Figure.AR100));
        assertThat(recall.estimate()).isEqualTo(0.5);
        assertThat(recall.low()).isZero();
        assertThat(recall.high()).isEqualTo(1);
        assertThat(evaluate(CocoFiles.GROUND_TRUTH, CocoFiles.DETECTIONS).intervals())
                .isNull();
        assertThatThrownBy(() -> new Draws(20_000, 7)).hasMessageContaining("0 to 10000 times");
    }

    @Test
    void namesTheFirstDetectionThatIsOfNothingListed() {
        refused("\"image_id\": 3,", "\"image_id\": 99,", "detections: box 1 is of image_id 99");
        refused("\"category_id\": 2,", "\"category_id\": 99,", "detections: box 1 is of category_id 99");
    }

    @Test
    void refusesBoxesThatCannotBe() {
        refused("20, 20]", "-20, 20]", "bbox of detection 1 has a negative size: -20.0 × 20.0 pixels");
        refused("20, 20]", "20]", "bbox of detection 1 must have 4 numbers, has 3");
        refused("20, 20]", "20, 20, 1]", "bbox of detection 1 must have 4 numbers, has more");
        refused("\"score\": 0.8", "\"score\": NaN", "score of detection 1 must be a finite number, was NaN");
        refused("\"score\": 0.8", "\"score\": 1e999", "score of detection 1 must be a finite number, was Infinity");
        refused("\"score\": 0.8", "\"score\": \"high\"", "score of detection 1 must be a number, was 'high'");
        refused(", \"score\": 0.8", "", "detection 1 has no score");
        refused("\"image_id\": 3,", "\"image_id\": 3.5,", "image_id of detection 1 must be a whole number, was '3.5'");
    }

    private static void refused(String good, String bad, String words) {
        assertThatThrownBy(() -> evaluate(CocoFiles.GROUND_TRUTH, CocoFiles.DETECTIONS.replace(good, bad)))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining(words)
                .extracting(e -> ((VisorException) e).code())
                .isEqualTo(ErrorCode.INVALID_DATASET);
    }

    @Test
    void refusesAGroundTruthThatSaysNothingOrTwoThings() {
        refusedTruth("{\"id\": 12, \"width\": 640}", "{\"id\": 3}", "image id 3 is listed twice");
        refusedTruth("\"image_id\": 12", "\"image_id\": 13", "box 0 is of image_id 13");
        refusedTruth("\"area\": 40000,", "", "annotation 2 has no area");
        refusedTruth("\"area\": 40000,", "\"area\": -1,", "area of annotation 2 must not be negative");
        refusedTruth("\"images\"", "\"pictures\"", "one is missing");
        refusedTruth(
                "[{\"id\": 7, \"name\": \"helmet\"}, {\"id\": 2, \"name\": \"crowded\"}]",
                "[]",
                "at least one category");
        assertThatThrownBy(() -> evaluate("[]", "[]")).hasMessageContaining("an annotation file must be an object");
        assertThatThrownBy(() -> evaluate(CocoFiles.GROUND_TRUTH, "{}"))
                .hasMessageContaining("detections must be an array");
    }

    private static void refusedTruth(String good, String bad, String words) {
        assertThatThrownBy(() -> evaluate(CocoFiles.GROUND_TRUTH.replace(good, bad), "[]"))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("groundTruth: ")
                .hasMessageContaining(words);
    }

    @Test
    void refusesWhatIsCutOffOrFollowedBySomethingElse() {
        assertThatThrownBy(() -> evaluate(CocoFiles.GROUND_TRUTH, "[{\"image_id\": 3"))
                .hasMessageContaining("no well-formed JSON")
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> evaluate(CocoFiles.GROUND_TRUTH, "[] []")).hasMessageContaining("something follows");
        byte[] packed = CocoFiles.gzipped(CocoFiles.GROUND_TRUTH);
        assertThatThrownBy(() -> new CocoEvaluation(SMALL, Draws.NONE, Progress.NONE)
                        .run(
                                () -> new ByteArrayInputStream(Arrays.copyOf(packed, packed.length / 2)),
                                InputStream::nullInputStream))
                .hasMessageContaining("cut off or no sound gzip");
    }

    @Test
    void refusesWhatGoesBeyondALimitNamingIt() {
        tooLarge("{\"padding\": \"" + "x".repeat(200_000) + "\"}", "[]", "100000 bytes once unpacked");
        String one = "{\"image_id\": 3, \"category_id\": 2, \"bbox\": [1, 2, 3, 4], \"score\": 0.8},";
        tooLarge(CocoFiles.GROUND_TRUTH, "[" + one.repeat(11), "more than 10 detections");
        tooLarge("{\"deep\": " + "[".repeat(50), "[]", "nesting may be 10 deep");
        tooLarge("{\"images\": [" + "{\"id\": 1},".repeat(4), "[]", "more than 3 images");
        tooLarge("{\"categories\": [" + "{\"id\": 1},".repeat(4), "[]", "more than 3 categories");
    }

    private static void tooLarge(String groundTruth, String detections, String words) {
        VisorException refusal = catchThrowableOfType(VisorException.class, () -> evaluate(groundTruth, detections));
        assertThat(refusal).hasMessageContaining(words);
        assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void refusesAGzipBombOfEndlessBlanksAfterItsFirstBytes() {
        assertThatThrownBy(() -> new CocoEvaluation(SMALL, Draws.NONE, Progress.NONE)
                        .run(CocoEvaluationTest::endless, InputStream::nullInputStream))
                .hasMessageContaining("more than 100000 bytes");
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };
    }

    private static CocoReport evaluate(String groundTruth, String detections) throws IOException {
        return new CocoEvaluation(SMALL, Draws.NONE, Progress.NONE)
                .run(
                        () -> new ByteArrayInputStream(CocoFiles.plain(groundTruth)),
                        () -> new ByteArrayInputStream(CocoFiles.plain(detections)));
    }
}
