package dev.visor.compression.layer;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.Outputs;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the error of a layer's weights needs to know of its samples, for each group: {@code G = Σ x·xᵀ} of what it reads,
 * {@code C = Σ y·xᵀ} with what it should give, and {@code Σ y²}. Memory is that of G, {@code groups · columns²} floats,
 * however many samples there are. Products are ONNX Runtime's.
 */
public final class GramSums {
    private final LayerShape shape;
    private final float[] gram;
    private final float[] cross;
    private final double[] sumX;
    private final double[] sumY;
    private double square;
    private long samples;

    /** Nothing added yet. */
    public GramSums(LayerShape shape) {
        this.shape = shape;
        gram = new float[Math.multiplyExact(shape.groups(), Math.multiplyExact(shape.columns(), shape.columns()))];
        cross = new float[shape.groups() * shape.rows() * shape.columns()];
        sumX = new double[shape.groups() * shape.columns()];
        sumY = new double[shape.groups() * shape.rows()];
    }

    /** A session that multiplies samples of layers of this shape. */
    public static ModelSession multiplier(LayerShape shape) {
        Graph graph = new Graph();
        graph.setOpset("", 13);
        graph.addInput(ValueInfo.of("x", ElementType.FLOAT, shape.groups(), -1, shape.columns()));
        graph.addInput(ValueInfo.of("yt", ElementType.FLOAT, shape.groups(), shape.rows(), -1));
        Node turn = new Node("Transpose", "turn", List.of("x"), List.of("xt"));
        turn.attributes().setInts("perm", 0, 2, 1);
        graph.append(turn);
        graph.append(new Node("MatMul", "gram", List.of("xt", "x"), List.of("g")));
        graph.append(new Node("MatMul", "cross", List.of("yt", "x"), List.of("c")));
        graph.addOutput(new ValueInfo("g", ElementType.UNDEFINED, null));
        graph.addOutput(new ValueInfo("c", ElementType.UNDEFINED, null));
        return ModelSession.open(graph, SessionSettings.standard());
    }

    /**
     * Adds samples.
     *
     * @param x {@code [groups, count, columns]}
     * @param yt {@code [groups, rows, count]}
     */
    public void add(ModelSession multiplier, float[] x, float[] yt, int count) {
        Outputs products = multiplier.run(Map.of(
                "x", TensorValue.ofFloats(new long[] {shape.groups(), count, shape.columns()}, x),
                "yt", TensorValue.ofFloats(new long[] {shape.groups(), shape.rows(), count}, yt)));
        addTo(gram, products.get("g"));
        addTo(cross, products.get("c"));
        for (int i = 0; i < x.length; i++) {
            sumX[i / (count * shape.columns()) * shape.columns() + i % shape.columns()] += x[i];
        }
        for (int i = 0; i < yt.length; i++) {
            sumY[i / count] += yt[i];
            square += (double) yt[i] * yt[i];
        }
        samples += count;
    }

    private static void addTo(float[] sum, TensorValue product) {
        var values = product.floatBuffer();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values.get(i);
        }
    }

    /** {@code Σ x·xᵀ} as {@code [groups, columns, columns]}. Not a copy. */
    public float[] gram() {
        return gram;
    }

    /** {@code Σ y·xᵀ} as {@code [groups · rows, columns]}. Not a copy. */
    public float[] cross() {
        return cross;
    }

    /** Mean of what each column reads, {@code [groups, columns]}. */
    public double[] meanX() {
        return mean(sumX);
    }

    /** Mean of what each channel should give, {@code [groups · rows]}. */
    public double[] meanY() {
        return mean(sumY);
    }

    private double[] mean(double[] sum) {
        double[] mean = sum.clone();
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= Math.max(samples, 1);
        }
        return mean;
    }

    /** The layer's shape. */
    public LayerShape shape() {
        return shape;
    }

    /** How many samples were added. */
    public long samples() {
        return samples;
    }

    /** {@code Σ y²}. */
    public double square() {
        return square;
    }

    /** Squared error of weights {@code [channels, columns]} over the samples: {@code Σ ‖y − w·x‖²}. */
    public double error(float[] weights) {
        int k = shape.columns();
        double error = square;
        for (int channel = 0; channel < shape.groups() * shape.rows(); channel++) {
            int g = channel / shape.rows() * k * k;
            for (int i = 0; i < k; i++) {
                float w = weights[channel * k + i];
                double product = 0;
                for (int j = 0; j < k; j++) {
                    product += gram[g + i * k + j] * weights[channel * k + j];
                }
                error += w * (product - 2.0 * cross[channel * k + i]);
            }
        }
        return error;
    }

    /**
     * The same with a bias beyond the one that results were gathered without: {@code Σ ‖y − w·x − b‖²}.
     *
     * @param bias one a channel
     */
    public double error(float[] weights, double[] bias) {
        int k = shape.columns();
        double[] x = meanX();
        double[] y = meanY();
        double error = error(weights);
        for (int channel = 0; channel < bias.length; channel++) {
            double mean = y[channel];
            for (int i = 0; i < k; i++) {
                mean -= weights[channel * k + i] * x[channel / shape.rows() * k + i];
            }
            // ‖e − b‖² = ‖e‖² − 2b·Σe + n·b²
            error += samples * bias[channel] * (bias[channel] - 2 * mean);
        }
        return error;
    }

    /** Normal equations of each group of channels. */
    public List<NormalEquations> equations() {
        return IntStream.range(0, shape.groups())
                .mapToObj(group -> NormalEquations.of(this, group))
                .toList();
    }
}
