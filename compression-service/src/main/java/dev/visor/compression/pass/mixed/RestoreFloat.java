package dev.visor.compression.pass.mixed;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.Option;
import dev.visor.compression.pass.Options;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.compression.pass.quantization.QuantizeWeights;
import dev.visor.compression.trial.TrialBench;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ShapeOracle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Accuracy-aware mixed precision: gives floats back to the fewest and cheapest nodes of a quantised graph, so that no
 * more than a stated accuracy is lost.
 *
 * <pre>
 * y = Conv(DQ(Q(x)), DQ(w_int8), DQ(b_int32))   →   y = Conv(x, w, b)
 * </pre>
 *
 * Nodes come in groups (a convolution and what follows it up to the next). First the groups that floats make faster go
 * back, if a measurement of the whole agrees. Then, while too much accuracy is lost, groups go back in the order of what
 * they win a microsecond that they cost: won is the distance from the upload's detections that the group causes alone.
 * Accuracy on labelled pictures decides how many, of candidates whose returned weights are stored as they will be. At last, groups that turn out not to be needed are taken back. After
 * Wu et al., <i>Integer Quantization for Deep Learning Inference</i> (2020, §6) and the accuracy control of NNCF; the
 * order by measured time and the way back are ours.
 *
 * <p>Leaves a graph alone that loses no more than that anyway and gets no faster, and one for which there are no
 * labelled pictures. Needs a quantised graph.
 */
@PassId(
        value = "restore-float",
        description = "Gives floats back to the cheapest nodes until no more than a stated accuracy is lost.")
public record RestoreFloat(
        @Option(
                description = "AP that may be lost on the search's pictures",
                unit = "AP points",
                defaultValue = "0.25",
                min = 0,
                max = 20)
        double maxDrop,

        @Option(
                description = "accuracy trials that a search makes at most",
                unit = "trials",
                defaultValue = "40",
                min = 4,
                max = 1000)
        int maxTrials,

        @Option(
                description = "weights that go back are stored in 8 bits, and candidates are tried so",
                defaultValue = "false")
        boolean storedIn8Bits)
        implements GraphPass {

    /** At its defaults, so that the pass of this name finds nothing left after this one. */
    private static final QuantizeWeights STORED = new QuantizeWeights(512, 25);

    public RestoreFloat {
        Options.inRange("maxDrop", maxDrop, 0, 20);
        Options.inRange("maxTrials", maxTrials, 4, 1000);
    }

    @Override
    public Set<Property> needs() {
        return Set.of(Property.QUANTIZED);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        Graph reference = context.reference();
        List<FloatGroup> groups = FloatGroup.of(graph);
        if (reference == null || groups.isEmpty()) {
            return PassResult.leftAlone("nothing in the graph is quantised");
        }
        TrialBench bench = context.bench();
        if (bench == null) {
            return PassResult.leftAlone("there are no labelled pictures outside of the judged split to search on");
        }
        FloatSearch search =
                new FloatSearch(graph, reference, groups, bench, shapes(reference, context), this, context.listener());
        FloatSearch.Found found = search.run();
        if (!found.groups().isEmpty()) {
            restore(graph, reference, found.nodes());
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("quantizedAp", found.quantizedAp());
        figures.put("floatGroups", (double) found.groups().size());
        figures.put("integerGroups", (double) groups.size() - found.groups().size());
        figures.put("measurements", (double) bench.measured());
        figures.put("knownMeasurements", (double) bench.known());
        return new PassResult(found.groups().size(), figures, found.notes()).withSearch(found.report());
    }

    /** Gives floats back as the options say. */
    void restore(Graph graph, Graph reference, Set<String> nodes) {
        FloatRestoration.restore(graph, reference, nodes);
        if (storedIn8Bits) {
            STORED.apply(graph, PassContext.bare());
        }
    }

    private static Map<String, ValueInfo> shapes(Graph reference, PassContext context) {
        CalibrationSet calibration = context.calibration();
        return ShapeOracle.infer(reference, calibration == null ? Map.of() : inputShapes(calibration));
    }

    private static Map<String, long[]> inputShapes(CalibrationSet calibration) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put(calibration.tensor(), calibration.shape());
        calibration.fixed().forEach((name, value) -> shapes.put(name, value.shape()));
        return shapes;
    }
}
