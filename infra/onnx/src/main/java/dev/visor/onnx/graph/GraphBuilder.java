package dev.visor.onnx.graph;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds graphs node by node, each method returning the name of the value it made. Images are NCHW, weights
 * OIHW. Weights made here come from the seed, scaled to keep activations near unit variance (He et al., 2015), so
 * the same calls give the same bytes.
 */
public final class GraphBuilder {
    private final Graph graph = new Graph();
    private final SplittableRandom random;

    public GraphBuilder(String name) {
        this(name, 1);
    }

    public GraphBuilder(String name, long seed) {
        random = new SplittableRandom(seed);
        graph.setName(name);
        graph.setProducer("visor", "");
        graph.setIrVersion(8);
        graph.setOpset("", 17);
    }

    public GraphBuilder opset(int version) {
        graph.setOpset("", version);
        return this;
    }

    public GraphBuilder irVersion(int version) {
        graph.setIrVersion(version);
        return this;
    }

    public GraphBuilder metadata(String key, String value) {
        graph.metadata().put(key, value);
        return this;
    }

    public String input(String name, ElementType type, long... dims) {
        graph.addInput(ValueInfo.of(name, type, dims));
        return name;
    }

    public String input(String name, long... dims) {
        return input(name, ElementType.FLOAT, dims);
    }

    /** Declares {@code value} as an output of this shape; −1 where unknown. */
    public GraphBuilder output(String value, ElementType type, long... dims) {
        graph.addOutput(ValueInfo.of(value, type, dims));
        return this;
    }

    public GraphBuilder output(String value, long... dims) {
        return output(value, ElementType.FLOAT, dims);
    }

    /** Declares an output under the given name, through a rename of the value. */
    public GraphBuilder outputAs(String value, String name, long... dims) {
        graph.rename(value, name);
        return output(name, dims);
    }

    /** Adds a constant. */
    public String constant(String hint, Tensor tensor) {
        return graph.addInitializer(hint, tensor);
    }

    /** Any operator of the default domain with one output. */
    public String node(String opType, List<String> inputs, Consumer<Attributes> attributes) {
        return nodeOf("", opType, inputs, 1, attributes).output();
    }

    public String node(String opType, String... inputs) {
        return node(opType, List.of(inputs), a -> {});
    }

    /** Any operator, with as many outputs as wanted. */
    public Node nodeOf(
            String domain, String opType, List<String> inputs, int outputs, Consumer<Attributes> attributes) {
        String name = graph.freshNodeName(opType.toLowerCase(java.util.Locale.ROOT));
        Attributes a = new Attributes();
        attributes.accept(a);
        Node node = new Node(domain, opType, name, inputs, List.of(), a);
        List<String> outs = new java.util.ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            String hint = outputs == 1 ? name + "_out" : name + "_out" + i;
            outs.add(graph.freshName(hint));
        }
        node.setOutputs(outs);
        graph.append(node);
        return node;
    }

    /** A convolution with given weights {@code [out, in/group, kh, kw]}, padded by {@code pad} on all sides. */
    public String conv(String x, Tensor weights, @Nullable Tensor bias, int stride, int pad, int group) {
        String w = constant("weight", weights);
        List<String> in = bias == null ? List.of(x, w) : List.of(x, w, constant("bias", bias));
        return node(
                "Conv",
                in,
                a -> a.setInts("dilations", 1, 1)
                        .set("group", group)
                        .setInts("kernel_shape", weights.dim(2), weights.dim(3))
                        .setInts("pads", pad, pad, pad, pad)
                        .setInts("strides", stride, stride));
    }

    /** A square convolution with seeded weights and bias that keeps the size at stride 1 (odd kernels). */
    public String conv(String x, int in, int out, int kernel, int stride, int group) {
        int fanIn = in / group * kernel * kernel;
        Tensor w = normal(Math.sqrt(2.0 / fanIn), out, in / group, kernel, kernel);
        return conv(x, w, normal(0.05, out), stride, kernel / 2, group);
    }

    /** As above without bias and for one group, as before a batch normalisation. */
    public String convWithoutBias(String x, int in, int out, int kernel, int stride) {
        Tensor w = normal(Math.sqrt(2.0 / (in * kernel * kernel)), out, in, kernel, kernel);
        return conv(x, w, null, stride, kernel / 2, 1);
    }

    /** Batch normalisation with seeded statistics: scale and variance in 0.5 to 1.5, shift and mean near 0. */
    public String batchNorm(String x, int channels) {
        return batchNorm(
                x,
                uniform(0.5, 1.5, channels),
                normal(0.1, channels),
                normal(0.1, channels),
                uniform(0.5, 1.5, channels),
                1e-5f);
    }

    public String batchNorm(String x, Tensor scale, Tensor shift, Tensor mean, Tensor variance, float epsilon) {
        return node(
                "BatchNormalization",
                List.of(
                        x,
                        constant("scale", scale),
                        constant("shift", shift),
                        constant("mean", mean),
                        constant("variance", variance)),
                a -> a.set("epsilon", epsilon));
    }

    public String relu(String x) {
        return node("Relu", x);
    }

    public String sigmoid(String x) {
        return node("Sigmoid", x);
    }

    /** x·sigmoid(x), as two nodes. */
    public String silu(String x) {
        return mul(x, sigmoid(x));
    }

    public String mul(String a, String b) {
        return node("Mul", a, b);
    }

    public String add(String a, String b) {
        return node("Add", a, b);
    }

    public String concat(int axis, String... values) {
        return node("Concat", List.of(values), a -> a.set("axis", axis));
    }

    /** Splits into parts of these sizes (the sizes as an input, so opset ≥ 13). */
    public List<String> split(String x, int axis, long... sizes) {
        String parts = constant("split", Tensor.vector(sizes));
        return nodeOf("", "Split", List.of(x, parts), sizes.length, a -> a.set("axis", axis))
                .outputs();
    }

    public String maxPool(String x, int kernel, int stride, int pad) {
        return node(
                "MaxPool",
                List.of(x),
                a -> a.setInts("kernel_shape", kernel, kernel)
                        .setInts("pads", pad, pad, pad, pad)
                        .setInts("strides", stride, stride));
    }

    public String globalAveragePool(String x) {
        return node("GlobalAveragePool", x);
    }

    /** Nearest-neighbour upsampling by a whole factor, as detectors' necks do it (opset ≥ 11). */
    public String upsample(String x, int factor) {
        String scales = constant("scales", Tensor.vector(1f, 1f, factor, factor));
        return node(
                "Resize",
                List.of(x, "", scales),
                a -> a.set("mode", "nearest")
                        .set("coordinate_transformation_mode", "asymmetric")
                        .set("nearest_mode", "floor"));
    }

    public String reshape(String x, long... dims) {
        return node("Reshape", x, constant("shape", Tensor.vector(dims)));
    }

    public String transpose(String x, long... permutation) {
        return node("Transpose", List.of(x), a -> a.setInts("perm", permutation));
    }

    /** A fully connected layer with seeded weights. */
    public String gemm(String x, int in, int out) {
        String w = constant("weight", normal(Math.sqrt(2.0 / in), out, in));
        String b = constant("bias", normal(0.05, out));
        return node("Gemm", List.of(x, w, b), a -> a.set("transB", 1));
    }

    /** Seeded normal values with mean 0. */
    public Tensor normal(double deviation, long... dims) {
        return fill(dims, () -> random.nextGaussian() * deviation);
    }

    /** Seeded uniform values. */
    public Tensor uniform(double from, double to, long... dims) {
        return fill(dims, () -> random.nextDouble(from, to));
    }

    private static Tensor fill(long[] dims, java.util.function.DoubleSupplier source) {
        float[] values = new float[Math.toIntExact(Shape.of(dims).elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) source.getAsDouble();
        }
        return Tensor.ofFloats(dims, values);
    }

    /** The graph under construction; later calls still change it. */
    public Graph build() {
        return graph;
    }
}
