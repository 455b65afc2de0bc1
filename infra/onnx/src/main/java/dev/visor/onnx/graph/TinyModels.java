package dev.visor.onnx.graph;

/** Valid models of a few kilobytes with the shapes of real ones, for tests, self-tests and examples. */
public final class TinyModels {
    private TinyModels() {}

    /** Two Conv-BatchNorm-SiLU blocks and a 1×1 convolution: {@code images[1,3,32,32] → output[1,4,8,8]}. */
    public static Graph convBnSilu() {
        GraphBuilder b = new GraphBuilder("conv-bn-silu", 11);
        String x = b.input("images", 1, 3, 32, 32);
        x = b.silu(b.batchNorm(b.convWithoutBias(x, 3, 8, 3, 2), 8));
        x = b.silu(b.batchNorm(b.convWithoutBias(x, 8, 16, 3, 2), 16));
        x = b.conv(x, 16, 4, 1, 1, 1);
        return b.outputAs(x, "output", 1, 4, 8, 8).build();
    }

    /** Conv-ReLU, a residual block with a depthwise convolution, pooling and a linear layer: {@code [1,10]}. */
    public static Graph residualClassifier() {
        GraphBuilder b = new GraphBuilder("residual-classifier", 12);
        String x = b.relu(b.conv(b.input("images", 1, 3, 32, 32), 3, 8, 3, 2, 1));
        String y = b.relu(b.conv(x, 8, 8, 3, 1, 8));
        x = b.add(x, b.conv(y, 8, 8, 1, 1, 1));
        x = b.reshape(b.globalAveragePool(x), 1, 8);
        return b.outputAs(b.gemm(x, 8, 10), "logits", 1, 10).build();
    }

    /**
     * A detector of {@code classes} classes in YOLOv8's layout: split block, upsampling neck with concatenation and a
     * head at strides 8 and 16; {@code images[1,3,64,64] → output0[1,4+classes,80]} with box centres and sizes in
     * input pixels and scores in 0 to 1.
     */
    public static Graph yoloLike(int classes) {
        GraphBuilder b = new GraphBuilder("yolo-like", 13);
        b.metadata("names", names(classes));
        b.metadata("imgsz", "[64, 64]");
        b.metadata("stride", "16");
        b.metadata("task", "detect");
        String x = b.input("images", 1, 3, 64, 64);
        x = b.silu(b.conv(x, 3, 8, 3, 2, 1));
        x = b.silu(b.conv(x, 8, 16, 3, 2, 1));
        String p3 = b.silu(b.conv(x, 16, 16, 3, 2, 1));
        var halves = b.split(p3, 1, 8, 8);
        p3 = b.concat(1, halves.get(0), b.silu(b.conv(halves.get(1), 8, 8, 3, 1, 1)));
        String p4 = b.silu(b.conv(p3, 16, 32, 3, 2, 1));
        String fused = b.silu(b.conv(b.concat(1, b.upsample(p4, 2), p3), 48, 16, 1, 1, 1));
        String near = b.reshape(b.conv(fused, 16, 4 + classes, 1, 1, 1), 1, 4 + classes, 64);
        String far = b.reshape(b.conv(p4, 32, 4 + classes, 1, 1, 1), 1, 4 + classes, 16);
        var parts = b.split(b.concat(2, near, far), 1, 4, classes);
        String unit = b.sigmoid(parts.get(0));
        String boxes = b.mul(unit, b.constant("pixels", Tensor.scalar(64f)));
        String out = b.concat(1, boxes, b.sigmoid(parts.get(1)));
        return b.outputAs(out, "output0", 1, 4 + classes, 80).build();
    }

    /**
     * A detector with two inputs and an open batch, in the layout of the DETRs: {@code images[b,3,64,64]} and
     * {@code orig_target_sizes int64[b,2]} give {@code labels int64[b,16]}, {@code boxes[b,16,4]} as corners for that size,
     * and {@code scores[b,16]}.
     */
    public static Graph detrLike(int classes) {
        GraphBuilder b = new GraphBuilder("detr-like", 13);
        b.metadata("names", names(classes));
        String x = b.input("images", -1, 3, 64, 64);
        String sizes = b.node(
                "Cast", java.util.List.of(b.input("orig_target_sizes", ElementType.INT64, -1, 2)), a -> a.set("to", 1));
        x = b.silu(b.conv(x, 3, 8, 3, 4, 1));
        x = b.conv(x, 8, 4 + classes, 3, 4, 1);
        var parts = b.split(b.transpose(b.reshape(x, -1, 4 + classes, 16), 0, 2, 1), 2, 4, classes);
        // Left and top lie in the first half, right and bottom in the second.
        String halves = b.mul(b.sigmoid(parts.get(0)), b.constant("half", Tensor.scalar(0.5f)));
        String unit = b.add(halves, b.constant("corner", Tensor.vector(0f, 0f, 0.5f, 0.5f)));
        String boxes = b.mul(unit, b.reshape(b.concat(1, sizes, sizes), -1, 1, 4));
        String labels = b.node(
                "ArgMax", java.util.List.of(parts.get(1)), a -> a.set("axis", 2).set("keepdims", 0));
        String scores = b.node(
                "ReduceMax",
                java.util.List.of(b.sigmoid(parts.get(1))),
                a -> a.setInts("axes", 2).set("keepdims", 0));
        Graph graph = b.build();
        graph.rename(labels, "labels");
        return b.output("labels", ElementType.INT64, -1, 16)
                .outputAs(boxes, "boxes", -1, 16, 4)
                .outputAs(scores, "scores", -1, 16)
                .build();
    }

    private static String names(int classes) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < classes; i++) {
            out.append(i == 0 ? "" : ", ")
                    .append(i)
                    .append(": 'class")
                    .append(i)
                    .append('\'');
        }
        return out.append('}').toString();
    }
}
