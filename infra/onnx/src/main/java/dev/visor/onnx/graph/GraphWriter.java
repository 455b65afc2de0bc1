package dev.visor.onnx.graph;

import com.google.protobuf.CodedOutputStream;
import dev.visor.onnx.proto.AttributeProto;
import dev.visor.onnx.proto.AttributeProto.AttributeType;
import dev.visor.onnx.proto.GraphProto;
import dev.visor.onnx.proto.ModelProto;
import dev.visor.onnx.proto.NodeProto;
import dev.visor.onnx.proto.OperatorSetIdProto;
import dev.visor.onnx.proto.StringStringEntryProto;
import dev.visor.onnx.proto.TensorShapeProto;
import dev.visor.onnx.proto.TypeProto;
import dev.visor.onnx.proto.ValueInfoProto;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes graphs as ONNX. The same graph gives the same bytes; constants are written as raw data. */
public final class GraphWriter {
    private GraphWriter() {}

    public static void write(Graph graph, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            CodedOutputStream coded = CodedOutputStream.newInstance(out, 1 << 16);
            coded.useDeterministicSerialization();
            toProto(graph).writeTo(coded);
            coded.flush();
        }
    }

    public static byte[] toBytes(Graph graph) {
        ModelProto model = toProto(graph);
        byte[] out = new byte[model.getSerializedSize()];
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        coded.useDeterministicSerialization();
        try {
            model.writeTo(coded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        coded.checkNoSpaceLeft();
        return out;
    }

    public static ModelProto toProto(Graph graph) {
        ModelProto.Builder m =
                graph.rest.model.toBuilder().setIrVersion(graph.irVersion()).setGraph(graph(graph));
        if (!graph.producerName().isEmpty()) {
            m.setProducerName(graph.producerName());
        }
        if (!graph.producerVersion().isEmpty()) {
            m.setProducerVersion(graph.producerVersion());
        }
        if (!graph.docString().isEmpty()) {
            m.setDocString(graph.docString());
        }
        graph.opsetImports()
                .forEach((domain, version) -> m.addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version)));
        graph.metadata()
                .forEach((key, value) -> m.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return m.build();
    }

    private static GraphProto graph(Graph graph) {
        GraphProto.Builder g = graph.rest.graph.toBuilder().setName(graph.name());
        graph.nodes().forEach(n -> g.addNode(node(n)));
        graph.initializers().forEach((name, t) -> g.addInitializer(TensorCodec.write(name, t)));
        graph.inputs().forEach(v -> g.addInput(value(graph, v)));
        graph.outputs().forEach(v -> g.addOutput(value(graph, v)));
        graph.valueInfos().forEach(v -> g.addValueInfo(value(graph, v)));
        return g.build();
    }

    private static NodeProto node(Node node) {
        NodeProto rest = node.rest;
        NodeProto.Builder n = rest == null ? NodeProto.newBuilder() : rest.toBuilder();
        n.addAllInput(node.inputs()).addAllOutput(node.outputs()).setOpType(node.opType());
        if (!node.name().isEmpty()) {
            n.setName(node.name());
        }
        if (!node.domain().isEmpty()) {
            n.setDomain(node.domain());
        }
        if (!node.docString().isEmpty()) {
            n.setDocString(node.docString());
        }
        node.attributes().asMap().forEach((name, a) -> n.addAttribute(attribute(name, a)));
        return n.build();
    }

    private static AttributeProto attribute(String name, Attribute value) {
        AttributeProto.Builder a = AttributeProto.newBuilder().setName(name);
        return switch (value) {
            case Attribute.Float(float f) ->
                a.setType(AttributeType.FLOAT).setF(f).build();
            case Attribute.Int(long i) -> a.setType(AttributeType.INT).setI(i).build();
            case Attribute.Text text ->
                a.setType(AttributeType.STRING).setS(text.bytes()).build();
            case Attribute.OfTensor(Tensor t) ->
                a.setType(AttributeType.TENSOR).setT(TensorCodec.write("", t)).build();
            case Attribute.OfGraph(GraphProto g) ->
                a.setType(AttributeType.GRAPH).setG(g).build();
            case Attribute.Floats floats ->
                a.setType(AttributeType.FLOATS).addAllFloats(floats.values()).build();
            case Attribute.Ints ints ->
                a.setType(AttributeType.INTS).addAllInts(ints.values()).build();
            case Attribute.Texts texts ->
                a.setType(AttributeType.STRINGS).addAllStrings(texts.values()).build();
            case Attribute.Opaque(AttributeProto p) ->
                p.toBuilder().setName(name).build();
        };
    }

    private static ValueInfoProto value(Graph graph, ValueInfo v) {
        ValueInfoProto declared = graph.rest.declarations.get(v.name());
        ValueInfoProto.Builder out =
                (declared == null ? ValueInfoProto.newBuilder() : declared.toBuilder()).setName(v.name());
        if (v.type() == ElementType.UNDEFINED && v.shape() == null) {
            return out.build();
        }
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(v.type().code());
        Shape shape = v.shape();
        if (shape != null) {
            tensor.setShape(shape(shape));
        }
        out.getTypeBuilder().setTensorType(tensor);
        return out.build();
    }

    private static TensorShapeProto shape(Shape shape) {
        TensorShapeProto.Builder out = TensorShapeProto.newBuilder();
        for (Shape.Dim dim : shape.dims()) {
            TensorShapeProto.Dimension.Builder d = out.addDimBuilder();
            switch (dim) {
                case Shape.Dim.Fixed(long size) -> d.setDimValue(size);
                case Shape.Dim.Named(String name) -> d.setDimParam(name);
                case Shape.Dim.Unknown() -> {}
            }
        }
        return out.build();
    }
}
