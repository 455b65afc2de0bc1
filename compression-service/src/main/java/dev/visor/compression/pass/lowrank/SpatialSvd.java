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
 * Replaces a convolution by one with a column of the kernel and one with a row (Jaderberg et al., <i>Speeding up
 * Convolutional Neural Networks with Low Rank Expansions</i>, 2014, in the closed form of AIMET).
 *
 * <pre>
 * y = Conv&lt;h×w&gt;(x, W) + b   →   y = Conv&lt;1×w&gt;(Conv&lt;h×1&gt;(x, A), B) + b,   W[o,i,y,x] ≈ Σ_r B[o,r,x]·A[r,i,y]
 * </pre>
 *
 * A is of the singular value decomposition of the weights alone, B is fitted to what the layer should give on calibration
 * pictures. Ranks are the smallest whose error is small enough, see {@link Factoring}. Strides, pads and dilations go to the
 * convolution of their direction.
 *
 * <p>Leaves alone: layers that aren't faster then by measurement; kernels of one row or column; grouped and transposed
 * convolutions; the last layers, which make predictions.
 */
@PassId(value = "spatial-svd", description = "Replaces convolutions by a column of the kernel and a row.")
public record SpatialSvd(
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
    public SpatialSvd {
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
                "spatial-svd",
                graph,
                context,
                new SpatialFactors(multiple),
                new FactorSettings(goal, energy, images, maxError, fasterThan));
    }
}
