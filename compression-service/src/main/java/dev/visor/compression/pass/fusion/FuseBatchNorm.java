package dev.visor.compression.pass.fusion;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds {@code BatchNormalization} (ONNX BatchNormalization-9 and later, inference) into the convolution before it:
 * {@code W' = W·γ/√(σ²+ε)}, {@code b' = (b−μ)·γ/√(σ²+ε)+β}, computed in double precision.
 *
 * <pre>
 * y = Conv(x, w, b); z = BatchNormalization(y, γ, β, μ, σ²)   →   z = Conv(x, w', b')
 * </pre>
 *
 * Leaves alone: a convolution whose result is read by something else too or is an output, parameters that aren't
 * constant, a normalisation in training mode, and transposed convolutions in groups.
 */
@PassId(value = "fuse-batch-norm", description = "Folds BatchNormalization into the convolution before it.")
public record FuseBatchNorm() implements GraphPass {
    @Override
    public Set<Property> needs() {
        return Set.of(Property.CONSTANT_INITIALIZERS);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.FUSED_BATCH_NORM);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        int changes = 0;
        List<String> notes = new ArrayList<>();
        for (Node norm : graph.nodes("BatchNormalization")) {
            String reason = fuse(graph, norm);
            if (reason == null) {
                changes++;
            } else {
                notes.add("%s stays: %s".formatted(norm, reason));
            }
        }
        return PassResult.of(changes, notes);
    }

    private static @Nullable String fuse(Graph graph, Node norm) {
        Node conv = graph.producer(norm.input(0));
        if (conv == null || !(conv.is("Conv") || conv.is("ConvTranspose"))) {
            return "no convolution before it";
        }
        if (graph.onlyConsumer(norm.input(0)) != norm) {
            return "the convolution's result is needed elsewhere";
        }
        boolean transposed = conv.is("ConvTranspose");
        if (transposed && conv.attributes().getInt("group", 1) != 1) {
            return "the transposed convolution has groups";
        }
        if (norm.outputs().stream().filter(o -> !o.isEmpty()).count() != 1
                || norm.attributes().getInt("training_mode", 0) != 0) {
            return "it is in training mode";
        }
        Tensor weights = graph.initializer(conv.input(1));
        Tensor scale = graph.initializer(norm.input(1));
        Tensor shift = graph.initializer(norm.input(2));
        Tensor mean = graph.initializer(norm.input(3));
        Tensor variance = graph.initializer(norm.input(4));
        Tensor bias = graph.initializer(conv.input(2));
        if (weights == null
                || scale == null
                || shift == null
                || mean == null
                || variance == null
                || (bias == null && conv.hasInput(2))) {
            return "a parameter isn't constant";
        }
        int channels = scale.length();
        double epsilon = norm.attributes().getFloat("epsilon", 1e-5f);
        double[] factor = new double[channels];
        float[] newBias = new float[channels];
        float[] gamma = scale.floats();
        float[] beta = shift.floats();
        float[] mu = mean.floats();
        float[] sigma2 = variance.floats();
        float[] oldBias = bias == null ? new float[channels] : bias.floats();
        for (int c = 0; c < channels; c++) {
            factor[c] = gamma[c] / Math.sqrt(sigma2[c] + epsilon);
            newBias[c] = (float) ((oldBias[c] - mu[c]) * factor[c] + beta[c]);
        }
        String newWeights = graph.addInitializer(conv.input(1) + "_fused", scaled(weights, transposed ? 1 : 0, factor));
        String biasName = graph.addInitializer(norm.input(2) + "_fused", Tensor.vector(newBias));
        List<String> before =
                List.of(conv.input(1), conv.input(2), norm.input(1), norm.input(2), norm.input(3), norm.input(4));
        String middle = norm.input(0);
        String out = norm.output();
        graph.remove(norm);
        conv.setInput(1, newWeights);
        conv.setInput(2, biasName);
        conv.setOutput(0, out);
        graph.removeValueInfo(middle);
        before.stream().filter(v -> !v.isEmpty() && !graph.isUsed(v)).forEach(graph::removeInitializer);
        return null;
    }

    /** Weights with every slice along the axis multiplied by its factor. */
    private static Tensor scaled(Tensor weights, int axis, double[] factor) {
        float[] values = weights.floats();
        long inner = 1;
        for (int d = axis + 1; d < weights.rank(); d++) {
            inner *= weights.dim(d);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * factor[(int) (i / inner % factor.length)]);
        }
        return Tensor.ofFloats(weights.dims(), values);
    }
}
