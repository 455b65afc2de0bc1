package dev.visor.ingest.intake;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.onnx.proto.ModelProto;
import dev.visor.onnx.proto.StringStringEntryProto;
import dev.visor.onnx.proto.TensorProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Model files as people upload them, good and bad. */
final class ModelFiles {
    private ModelFiles() {}

    /** A detector of class0 and class1 that says all about itself. */
    static byte[] detector() {
        return GraphWriter.toBytes(TinyModels.yoloLike(2));
    }

    /** The same network with another description, so other bytes. */
    static byte[] detector(String variation) {
        Graph graph = TinyModels.yoloLike(2);
        graph.metadata().put("description", variation);
        return GraphWriter.toBytes(graph);
    }

    /** A detector of two classes, {@code [1,3,64,64] → [1,6,84]} on strides 8, 16, 32, that says nothing about itself. */
    static byte[] nameless() {
        GraphBuilder b = new GraphBuilder("nameless", 3).opset(13);
        String near = b.sigmoid(b.conv(b.input("images", 1, 3, 64, 64), 3, 6, 3, 8, 1));
        String middle = b.maxPool(near, 2, 2, 0);
        String far = b.maxPool(middle, 2, 2, 0);
        String rows = b.concat(2, b.reshape(near, 1, 6, 64), b.reshape(middle, 1, 6, 16), b.reshape(far, 1, 6, 4));
        String out = b.mul(rows, b.constant("pixels", Tensor.ofFloats(new long[] {1, 6, 1}, 64, 64, 64, 64, 1, 1)));
        return GraphWriter.toBytes(b.outputAs(out, "output0", 1, 6, 84).build());
    }

    /** A detector of class0 and class1 with a second input and three outputs. */
    static byte[] twoInputs() {
        return GraphWriter.toBytes(TinyModels.detrLike(2));
    }

    /** Loads and runs, but is no detector. */
    static byte[] classifier() {
        return GraphWriter.toBytes(TinyModels.residualClassifier());
    }

    static byte[] truncated() {
        byte[] whole = detector();
        return Arrays.copyOf(whole, whole.length * 2 / 3);
    }

    static byte[] noise() {
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        return noise;
    }

    static byte[] webPage() {
        return "<!DOCTYPE html><html><body>404 Not Found</body></html>".getBytes(StandardCharsets.UTF_8);
    }

    /** A weight that lies in {@code ../../etc/passwd}. */
    static byte[] externalData() {
        ModelProto.Builder model = GraphWriter.toProto(TinyModels.yoloLike(2)).toBuilder();
        TensorProto.Builder weight = model.getGraphBuilder().getInitializerBuilder(0);
        weight.clearRawData()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue("../../etc/passwd"));
        return model.build().toByteArray();
    }

    /** Says that its graph has 3 GB and ends after a few bytes. */
    static byte[] threeGigabyteClaim() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.writeInt64(1, 8);
            out.writeTag(7, 2);
            out.writeUInt64NoTag(3_000_000_000L);
            out.writeRawBytes(ByteString.copyFromUtf8("small"));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
