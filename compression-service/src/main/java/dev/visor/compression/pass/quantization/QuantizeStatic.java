package dev.visor.compression.pass.quantization;

import dev.visor.compression.calibration.ActivationObserver;
import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.calibration.Histogram;
import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.Option;
import dev.visor.compression.pass.Options;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Static 8-bit quantisation in QDQ form (ONNX QuantizeLinear-13): weights int8, symmetric, one scale a channel;
 * activations uint8, asymmetric, one scale a tensor, ranges from calibration pictures; biases int32 with scale
 * {@code s_x·s_w}. See <i>A White Paper on Neural Network Quantization</i> (Nagel et al., 2021).
 *
 * <pre>
 * y = Conv(x, w, b)   →   y = Conv(DQ(Q(x)), DQ(w_int8), DQ(b_int32)); … DQ(Q(y))
 * </pre>
 *
 * The range of each tensor is the one of least error among those that four calibrators propose (min-max, percentile,
 * entropy, mean squared error), where the error is taken after the activation function that reads the tensor. The head,
 * from the outputs back to the last learnt weights on every path, stays in floating point, and those last weights too: an
 * integer kernel would need an integer result.
 *
 * <p>Leaves models alone that are quantised already or have no learnt weights. Needs calibration pictures.
 */
@PassId(
        value = "quantize-static",
        description = "Weights int8 per channel, activations uint8 per tensor with calibrated ranges, head in float.")
public record QuantizeStatic(
        @Option(
                description = "calibration pictures used at most",
                unit = "images",
                defaultValue = "100",
                min = 1,
                max = 10_000)
        int images,

        @Option(description = "which operators compute in integers", defaultValue = "\"all\"")
        Operators operators,

        @Option(
                description = "values kept at each end by the percentile calibrator",
                unit = "percent",
                defaultValue = "99.99",
                min = 90,
                max = 100)
        double percentile,

        @Option(
                description = "7-bit weights, for CPUs whose 8-bit products saturate (x86 without VNNI)",
                defaultValue = "false")
        boolean reduceRange)
        implements GraphPass {

    public QuantizeStatic {
        Options.inRange("images", images, 1, 10_000);
        Options.inRange("percentile", percentile, 90, 100);
    }

    @Override
    public Set<Property> needs() {
        return Set.of(
                Property.CONSTANT_INITIALIZERS, Property.OPSET_13, Property.MENDED_RESIZE, Property.FUSED_BATCH_NORM);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.QUANTIZED);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        if (graph.nodes().stream().anyMatch(QuantizeStatic::isInteger)) {
            return PassResult.leftAlone("the model is quantised already");
        }
        FloatTail tail = FloatTail.of(graph);
        QuantizationPlan plan = QuantizationPlan.of(graph, tail, operators);
        if (plan.integerNodes().isEmpty()) {
            return PassResult.leftAlone("the model has no operators with learnt weights");
        }
        CalibrationSet calibration = context.calibration();
        if (calibration == null || calibration.size() == 0) {
            throw new VisorException(
                    ErrorCode.CALIBRATION_DATA_MISSING,
                    "quantize-static needs pictures of a split 'calib' or 'train'; the dataset has neither");
        }
        Map<String, Histogram> histograms =
                ActivationObserver.observe(graph, plan.rangesNeeded(), calibration, images, context.listener());
        ActivationRanges ranges = ActivationRanges.select(graph, plan, histograms, percentile);
        QdqWriter writer = new QdqWriter(graph, plan, ranges, reduceRange ? 63 : 127);
        writer.write();
        Map<String, Double> figures = new LinkedHashMap<>(ranges.figures());
        figures.putAll(writer.figures());
        figures.put("calibrationImages", (double) Math.min(images, calibration.size()));
        figures.put("floatNodes", (double) tail.nodes().size());
        return new PassResult(writer.changes(), figures, ranges.notes()).withRanges(ranges.table());
    }

    static boolean isInteger(Node node) {
        return List.of(
                        "QuantizeLinear",
                        "DequantizeLinear",
                        "QLinearConv",
                        "ConvInteger",
                        "MatMulInteger",
                        "DynamicQuantizeLinear")
                .contains(node.opType());
    }
}
