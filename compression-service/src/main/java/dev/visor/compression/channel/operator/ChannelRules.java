package dev.visor.compression.channel.operator;

import dev.visor.onnx.graph.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The rule of each operator that is understood. */
public final class ChannelRules {
    /** Takes nothing, so that everything that it reads is protected. */
    static final ChannelRule UNKNOWN = site -> {};

    private static final Map<String, ChannelRule> RULES = new HashMap<>();

    static {
        add(new Conv(), "Conv");
        add(new ConvTranspose(), "ConvTranspose");
        add(new Gemm(), "Gemm");
        add(new MatMul(), "MatMul");
        add(new PerChannel(), "BatchNormalization", "InstanceNormalization");
        add(new LayerNormalization(), "LayerNormalization", "RMSNormalization");
        add(new Broadcast(), "Add", "Sub", "Mul", "Div", "Pow", "Mod", "Min", "Max", "Sum", "Mean", "PRelu", "Where");
        add(new Broadcast(), "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "And", "Or", "Xor");
        add(
                new Unary(),
                "Abs",
                "Ceil",
                "Cos",
                "Erf",
                "Exp",
                "Floor",
                "Log",
                "Neg",
                "Not",
                "Reciprocal",
                "Round",
                "Sign");
        add(new Unary(), "Sin", "Sqrt", "Tanh", "Sigmoid", "HardSigmoid", "HardSwish", "Softplus", "Softsign", "Swish");
        add(
                new Unary(),
                "Relu",
                "LeakyRelu",
                "Elu",
                "Selu",
                "Celu",
                "Gelu",
                "Mish",
                "ThresholdedRelu",
                "Shrink",
                "Clip");
        add(new Unary(), "Identity", "Cast", "Dropout", "IsNaN", "IsInf");
        add(new Softmax(), "Softmax", "LogSoftmax");
        add(new Planes(), "MaxPool", "AveragePool", "LpPool", "GlobalMaxPool", "GlobalAveragePool", "GlobalLpPool");
        add(new Planes(), "GridSample");
        add(new Concat(), "Concat");
        add(new Split(), "Split");
        add(new Slice(), "Slice");
        add(new Gather(), "Gather");
        add(new Reshape(), "Reshape", "Flatten", "Squeeze", "Unsqueeze");
        add(new Sizes(), "Shape");
        add(new Transpose(), "Transpose");
        add(new Resize(), "Resize", "Upsample");
        add(new Pad(), "Pad");
        add(new Expand(), "Expand", "Tile");
        add(new Reduce(true), "ReduceSum", "ReduceSumSquare", "ReduceL1", "ReduceL2");
        add(new Reduce(false), "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceLogSum", "ReduceLogSumExp");
        add(new Quantize(), "QuantizeLinear", "DequantizeLinear");
    }

    private ChannelRules() {}

    private static void add(ChannelRule rule, String... operators) {
        for (String operator : operators) {
            RULES.put(operator, rule);
        }
    }

    /** The operators that are understood. */
    public static Set<String> operators() {
        return Set.copyOf(RULES.keySet());
    }

    /** The rule of a node's operator; of one that isn't understood, one that protects all that it reads. */
    public static ChannelRule of(Node node) {
        return node.domain().isEmpty() ? RULES.getOrDefault(node.opType(), UNKNOWN) : UNKNOWN;
    }
}
