package dev.visor.compression.random;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.cleanup.ConvertOpset;
import dev.visor.compression.pass.cleanup.DeduplicateInitializers;
import dev.visor.compression.pass.cleanup.EliminateDeadNodes;
import dev.visor.compression.pass.cleanup.EliminateIdentity;
import dev.visor.compression.pass.cleanup.ExtractInitializersFromInputs;
import dev.visor.compression.pass.cleanup.FoldConstants;
import dev.visor.compression.pass.cleanup.MendResizeRoi;
import dev.visor.compression.pass.fusion.FuseBatchNorm;
import dev.visor.compression.pass.precision.ConvertToFloat16;
import dev.visor.compression.pass.quantization.Operators;
import dev.visor.compression.pass.quantization.QuantizeDynamic;
import dev.visor.compression.pass.quantization.QuantizeStatic;
import dev.visor.compression.pass.quantization.QuantizeWeights;
import dev.visor.compression.pass.quantization.WeightType;
import dev.visor.compression.pass.repair.CorrectBias;
import dev.visor.compression.pass.repair.RoundWeights;
import dev.visor.compression.pass.sharing.Granularity;
import dev.visor.compression.pass.sharing.ShareInt8Weights;
import dev.visor.compression.pass.sharing.ShareWeights;
import dev.visor.compression.pass.sharing.Spacing;
import dev.visor.compression.pass.sparsity.Allocation;
import dev.visor.compression.pass.sparsity.Importance;
import dev.visor.compression.pass.sparsity.PruneWeights;
import java.util.ArrayList;
import java.util.List;

/**
 * What random detectors are put through, and how near they must stay. A value rounded to 8 bits keeps about 40 dB; roundings
 * of 10 to 70 layers add up, and a random Softmax over large logits multiplies what is left, so single outputs are far below
 * the median.
 */
enum Chain {
    TIDIED(90, 100),
    STATIC(
            10,
            27,
            new QuantizeStatic(8, Operators.ALL, 99.99, false),
            new QuantizeWeights(16, 25),
            new ConvertToFloat16(16, 50)),
    REPAIRED(
            10,
            27,
            new QuantizeStatic(8, Operators.ALL, 99.99, false),
            new RoundWeights(8, 4608, 0.01),
            new CorrectBias(8, 2, 2),
            new QuantizeWeights(16, 25)),
    DYNAMIC(10, 27, new QuantizeDynamic(WeightType.UINT8, 16), new QuantizeWeights(16, 25)),
    WEIGHTS(12, 30, new QuantizeWeights(16, 25)),
    HALF(40, 55, new ConvertToFloat16(16, 50)),
    SPARSE(15, 35, new PruneWeights("unstructured", Importance.OBS, Allocation.GLOBAL, 10, true, true, 8, 4608, 0.01)),
    SHARED(15, 37, new ShareWeights(256, Granularity.CHANNEL, Spacing.OPTIMAL, 0.05)),
    SHARED_INT8(
            8,
            20,
            new QuantizeStatic(8, Operators.ALL, 99.99, false),
            new ShareInt8Weights(128, Spacing.EVEN, 0.25),
            new QuantizeWeights(16, 25));

    /** Every output that isn't nearly constant has so much, in dB. */
    final double leastSqnr;

    /** Half of all outputs have so much, in dB. */
    final double medianSqnr;

    private final List<GraphPass> passes;

    Chain(double leastSqnr, double medianSqnr, GraphPass... passes) {
        this.leastSqnr = leastSqnr;
        this.medianSqnr = medianSqnr;
        this.passes = new ArrayList<>(List.of(
                new ExtractInitializersFromInputs(),
                new ConvertOpset(),
                new MendResizeRoi(),
                new EliminateIdentity(),
                new FoldConstants(1 << 20),
                new FuseBatchNorm(),
                new DeduplicateInitializers(),
                new EliminateDeadNodes()));
        this.passes.addAll(List.of(passes));
    }

    List<GraphPass> passes() {
        return passes;
    }
}
