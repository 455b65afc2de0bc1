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
 * Replaces a convolution by one with fewer channels between two pointwise ones: Tucker's decomposition of both channel
 * modes (Kim et al., <i>Compression of Deep Convolutional Neural Networks for Fast and Low Power Mobile Applications</i>,
 * 2016).
 *
 * <pre>
 * y = Conv&lt;k×k&gt;(x, W) + b   →   y = Conv&lt;1×1&gt;(Conv&lt;k×k&gt;(Conv&lt;1×1&gt;(x, U_I), core), U_O) + b
 * </pre>
 *
 * U_I and the core are of the higher-order singular value decomposition of the weights alone, U_O is fitted to what the layer
 * should give on calibration pictures. The two ranks grow in turn, the one whose side keeps less first; the smallest pair
 * whose error is small enough is taken, see {@link Factoring}.
 *
 * <p>Leaves alone: layers that aren't faster then by measurement; pointwise, grouped and transposed convolutions; the last
 * layers, which make predictions.
 */
@PassId(
        value = "tucker-2",
        description = "Replaces convolutions by one with fewer channels between two pointwise ones.")
public record TuckerTwo(
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
    public TuckerTwo {
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
                "tucker-2",
                graph,
                context,
                new TuckerFactors(multiple),
                new FactorSettings(goal, energy, images, maxError, fasterThan));
    }
}
