package dev.visor.compression.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.ProgressListener;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.GraphWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivationObserverTest {
    private final GraphBuilder builder = new GraphBuilder("g");
    private final String activated = builder.relu(builder.input("images", 1, 1, 2, 2));
    private final Graph graph =
            builder.outputAs(builder.sigmoid(activated), "y", 1, 1, 2, 2).build();

    @Test
    void gathersInputsAndValuesOfEveryPicture() {
        Map<String, Histogram> histograms = observe(10, 10, new ArrayList<>());
        assertThat(histograms.get("images").count()).isEqualTo(40);
        assertThat(histograms.get("images").min()).isEqualTo(-1f);
        assertThat(histograms.get(activated).min()).isZero();
        assertThat(histograms.get(activated).max()).isEqualTo(9f);
    }

    @Test
    void spreadsItsChoiceWhereThereAreMorePictures() {
        List<Integer> asked = new ArrayList<>();
        observe(10, 5, asked);
        assertThat(asked).containsExactly(0, 2, 4, 6, 8);
    }

    @Test
    void watchesInBatchesWhatIsTooMuchAtOnceAndCountsTheSame() {
        Map<String, Histogram> once = observe(10, 10, new ArrayList<>());
        List<Integer> asked = new ArrayList<>();
        Map<String, Histogram> twice = observe(10, 10, asked, 4);
        assertThat(asked).hasSize(20);
        assertThat(twice).hasToString(once.toString());
    }

    @Test
    void countsPicturesAloneWhereNothingElseIsWanted() {
        CalibrationSet pictures = pictures(3, new ArrayList<>());
        Map<String, Histogram> histograms =
                ActivationObserver.observe(graph, List.of("images"), pictures, 3, ProgressListener.SILENT);
        assertThat(histograms.get("images").count()).isEqualTo(12);
    }

    @Test
    void leavesTheGraphAlone() {
        byte[] before = GraphWriter.toBytes(graph);
        observe(2, 2, new ArrayList<>());
        assertThat(GraphWriter.toBytes(graph)).isEqualTo(before);
    }

    private Map<String, Histogram> observe(int size, int images, List<Integer> asked) {
        return observe(size, images, asked, Long.MAX_VALUE);
    }

    private Map<String, Histogram> observe(int size, int images, List<Integer> asked, long mostElements) {
        return ActivationObserver.observe(
                graph,
                List.of("images", activated, "nothing", "y"),
                pictures(size, asked),
                images,
                mostElements,
                ProgressListener.SILENT);
    }

    private static CalibrationSet pictures(int size, List<Integer> asked) {
        return new CalibrationSet() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public String tensor() {
                return "images";
            }

            @Override
            public long[] shape() {
                return new long[] {1, 1, 2, 2};
            }

            @Override
            public float[] input(int index) {
                asked.add(index);
                return new float[] {-1, 0, index, index};
            }
        };
    }
}
