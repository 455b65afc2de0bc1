package dev.visor.compression.pass.decoupling;

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
 * Replaces a convolution by depthwise ones, side by side, and a pointwise one (Guo et al., <i>Network Decoupling: From
 * Regular to Depthwise Separable Convolutions</i>, 2018).
 *
 * <pre>
 * y = Conv&lt;k×k&gt;(x, W) + b   →   y = Conv&lt;1×1&gt;(Concat(Conv&lt;k×k, groups&gt;(x, D_1), …), P) + b,   W[:,i] ≈ Σ_t P_t[:,i]·D_t[i]
 * </pre>
 *
 * D_t are of the singular value decomposition of each input channel's kernels, exact with k² terms. P is fitted to what the
 * layer should give on calibration pictures: {@code P = Y·Dᵀ·(D·Dᵀ + λ·I)⁻¹} of the depthwise results D, with the bias. The
 * fewest terms whose error is small enough are taken, see {@link Factoring}.
 *
 * <p>Leaves alone: layers whose error would be larger than {@code maxError} or that aren't faster then by measurement;
 * pointwise, grouped and transposed convolutions; the last layers, which make predictions.
 */
@PassId(value = "decouple-convolutions", description = "Replaces convolutions by depthwise and pointwise ones.")
public record DecoupleConvolutions(
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
                defaultValue = "0.15",
                min = 0,
                max = 10)
        double maxError,

        @Option(description = "most depthwise convolutions for one layer", defaultValue = "4", min = 1, max = 25)
        int maxTerms,

        @Option(
                description = "a layer is replaced if that takes at most this share of its time",
                defaultValue = "0.95",
                min = 0.01,
                max = 100)
        double fasterThan)
        implements GraphPass {
    public DecoupleConvolutions {
        Options.inRange("maxTerms", maxTerms, 1, 25);
        new FactorSettings(goal, energy, images, maxError, fasterThan);
    }

    @Override
    public Set<Property> needs() {
        return Set.of(Property.CONSTANT_INITIALIZERS);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.DECOUPLED);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        return Factoring.run(
                "decouple-convolutions",
                graph,
                context,
                new DecoupledFactors(maxTerms),
                new FactorSettings(goal, energy, images, maxError, fasterThan));
    }
}
