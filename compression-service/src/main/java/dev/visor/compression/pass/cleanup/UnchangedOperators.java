package dev.visor.compression.pass.cleanup;

import java.util.Set;

/**
 * Operators that mean at opset 13 what they meant at 7, or at whatever opset they came with: later versions only took more
 * element types, negative axes, broadcasting, or optional parts whose defaults are as before (ONNX Changelog.md).
 */
final class UnchangedOperators {
    private static final Set<String> NAMES = Set.of("""
            Abs Acos Acosh Add And ArgMax ArgMin Asin Asinh Atan Atanh AveragePool BitShift Cast Ceil Celu Compress Concat
            ConcatFromSequence Constant ConstantOfShape Conv ConvInteger ConvTranspose Cos Cosh CumSum DepthToSpace
            DequantizeLinear Det Div DynamicQuantizeLinear Einsum Elu Equal Erf Exp Expand EyeLike Flatten Floor GRU Gather
            GatherElements GatherND Gemm GlobalAveragePool GlobalLpPool GlobalMaxPool Greater GreaterOrEqual HardSigmoid
            Identity If InstanceNormalization IsInf IsNaN LRN LSTM LeakyRelu Less LessOrEqual Log Loop LpNormalization
            LpPool MatMul MatMulInteger Max MaxPool MaxRoiPool MaxUnpool Mean MeanVarianceNormalization Min Mod Mul
            Multinomial Neg NonMaxSuppression NonZero Not OneHot Or PRelu Pow QLinearConv QLinearMatMul QuantizeLinear RNN
            RandomNormal RandomNormalLike RandomUniform RandomUniformLike Range Reciprocal ReduceL1 ReduceL2 ReduceLogSum
            ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSumSquare Relu Reshape ReverseSequence RoiAlign
            Round ScatterElements ScatterND Selu SequenceAt SequenceConstruct SequenceEmpty SequenceErase SequenceInsert
            SequenceLength Shape Shrink Sigmoid Sign Sin Sinh Size Softplus Softsign SpaceToDepth SplitToSequence Sqrt Sub
            Sum Tan Tanh ThresholdedRelu Tile Transpose Unique Where Xor
            """.strip().split("\\s+"));

    private UnchangedOperators() {}

    static boolean contains(String opType) {
        return NAMES.contains(opType);
    }
}
