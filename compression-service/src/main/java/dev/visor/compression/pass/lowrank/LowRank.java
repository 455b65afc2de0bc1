package dev.visor.compression.pass.lowrank;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.Option;
import dev.visor.compression.pass.Options;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.compression.pass.factor.FactorSettings;
import dev.visor.compression.pass.factor.Factoring;
import dev.visor.onnx.graph.Graph;
import java.util.Set;

/**
 * Replaces a layer by two of lower rank whose result is nearest on what the layer reads (Zhang et al., <i>Accelerating Very
 * Deep Convolutional Networks for Classification and Detection</i>, 2016).
 *
 * <pre>
 * y = Conv&lt;k×k&gt;(x, W) + b   →   y = Conv&lt;1×1&gt;(Conv&lt;k×k&gt;(x, Uᵀ·W), U) + b,   least E‖(W − U·Uᵀ·W)·x‖²
 * y = Gemm(x, W, b)         →   y = Gemm(Gemm(x, Uᵀ·W), U, b), MatMul alike
 * </pre>
 *
 * U are the first eigenvectors of {@code W·G·Wᵀ}, {@code G = Σx·xᵀ}, which is the singular value decomposition of
 * {@code W·G^½}; without calibration pictures that of W. Behind replaced layers W is first fitted to what the original
 * gives. Ranks are the smallest whose error is small enough, see {@link Factoring}.
 *
 * <p>Leaves alone: layers that aren't faster then by measurement; grouped and transposed convolutions; the last layers,
 * which make predictions.
 */
@PassId(value = "low-rank", description = "Replaces layers by two of lower rank, nearest on what they read.")
public record LowRank(
        @Option(
                description =
                        "share of the model's multiply-accumulates to come down to; 0 for as far as maxError allows",
                defaultValue = "0",
                min = 0,
                max = 1)
        double goal,

        @Option(
                description = "least share of a layer's squared weights that is kept where there are no pictures",
                defaultValue = "0.95",
                min = 0,
                max = 1)
        double energy,

        @Option(description = "calibration pictures used at most", defaultValue = "32", min = 4, max = 1000)
        int images,

        @Option(
                description = "what a layer may add to the error of its results, relative to their deviation",
                defaultValue = "0.1",
                min = 0,
                max = 10)
        double maxError,

        @Option(
                description = "ranks are multiples of this; ONNX Runtime computes in blocks of 8 or 16 channels",
                defaultValue = "16",
                min = 1,
                max = 64)
        int multiple,

        @Option(
                description = "a layer is replaced if that takes at most this share of its time",
                defaultValue = "0.95",
                min = 0.01,
                max = 100)
        double fasterThan)
        implements GraphPass {
    public LowRank {
        Options.inRange("multiple", multiple, 1, 64);
        new FactorSettings(goal, energy, images, maxError, fasterThan);
    }

    @Override
    public Set<Property> needs() {
        return Set.of(Property.CONSTANT_INITIALIZERS);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.LOW_RANK);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        return Factoring.run(
                "low-rank",
                graph,
                context,
                new LowRankFactors(multiple),
                new FactorSettings(goal, energy, images, maxError, fasterThan));
    }
}
