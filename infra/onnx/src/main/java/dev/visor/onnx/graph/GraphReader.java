package dev.visor.onnx.graph;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.visor.onnx.proto.AttributeProto;
import dev.visor.onnx.proto.GraphProto;
import dev.visor.onnx.proto.ModelProto;
import dev.visor.onnx.proto.NodeProto;
import dev.visor.onnx.proto.TensorProto;
import dev.visor.onnx.proto.TensorShapeProto;
import dev.visor.onnx.proto.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads ONNX files. It trusts them: uploads pass {@code firewall.Firewall} first.
 *
 * <p>All problems of content are {@link GraphFormatException}s. Constants outside the file and constants of
 * strings are refused.
 */
public final class GraphReader {
    private GraphReader() {}

    /** Reads a model file. */
    public static Graph read(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    /** Reads a model; the array becomes part of the graph and must not be changed afterwards. */
    public static Graph read(byte[] bytes) {
        return fromProto(parse(bytes));
    }

    private static ModelProto parse(byte[] bytes) {
        try {
            CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
            in.enableAliasing(true);
            return ModelProto.parseFrom(in);
        } catch (InvalidProtocolBufferException e) {
            throw new GraphFormatException("not an ONNX model: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new GraphFormatException("not an ONNX model", e);
        }
    }

    /** The graph of a parsed model. */
    public static Graph fromProto(ModelProto model) {
        if (!model.hasGraph()) {
            throw new GraphFormatException("the model has no graph");
        }
        Graph graph = new Graph();
        graph.setIrVersion(model.getIrVersion());
        graph.setProducer(model.getProducerName(), model.getProducerVersion());
        graph.setDocString(model.getDocString());
        model.getOpsetImportList().forEach(o -> graph.setOpset(o.getDomain(), o.getVersion()));
        model.getMetadataPropsList().forEach(m -> graph.metadata().put(m.getKey(), m.getValue()));
        graph.rest.model = model.toBuilder()
                .clearGraph()
                .clearIrVersion()
                .clearProducerName()
                .clearProducerVersion()
                .clearDocString()
                .clearOpsetImport()
                .clearMetadataProps()
                .build();
        GraphProto g = model.getGraph();
        graph.rest.graph = g.toBuilder()
                .clearNode()
                .clearName()
                .clearInitializer()
                .clearInput()
                .clearOutput()
                .clearValueInfo()
                .build();
        graph.setName(g.getName());
        for (TensorProto t : g.getInitializerList()) {
            if (graph.initializer(t.getName()) != null) {
                throw new GraphFormatException("two constants are called \"" + t.getName() + "\"");
            }
            graph.setInitializer(t.getName(), TensorCodec.read(t));
        }
        g.getInputList().forEach(v -> graph.addInput(value(graph, v)));
        g.getOutputList().forEach(v -> graph.addOutput(value(graph, v)));
        g.getValueInfoList().forEach(v -> graph.setValueInfo(value(graph, v)));
        for (NodeProto n : g.getNodeList()) {
            graph.appendUnchecked(node(n));
        }
        return graph;
    }

    private static Node node(NodeProto p) {
        Attributes attributes = new Attributes();
        p.getAttributeList().forEach(a -> attributes.set(a.getName(), attribute(a)));
        Node node =
                new Node(p.getDomain(), p.getOpType(), p.getName(), p.getInputList(), p.getOutputList(), attributes);
        node.setDocString(p.getDocString());
        NodeProto rest = p.toBuilder()
                .clearInput()
                .clearOutput()
                .clearName()
                .clearOpType()
                .clearDomain()
                .clearAttribute()
                .clearDocString()
                .build();
        node.rest = rest.getSerializedSize() == 0 ? null : rest;
        return node;
    }

    static Attribute attribute(AttributeProto a) {
        if (a.hasRefAttrName()) {
            return new Attribute.Opaque(a);
        }
        return switch (a.getType()) {
            case FLOAT -> new Attribute.Float(a.getF());
            case INT -> new Attribute.Int(a.getI());
            case STRING -> new Attribute.Text(a.getS());
            case TENSOR ->
                a.getT().getDataType() == ElementType.STRING.code()
                        ? new Attribute.Opaque(a)
                        : new Attribute.OfTensor(TensorCodec.read(a.getT()));
            case GRAPH -> new Attribute.OfGraph(a.getG());
            case FLOATS -> new Attribute.Floats(a.getFloatsList());
            case INTS -> new Attribute.Ints(a.getIntsList());
            case STRINGS -> new Attribute.Texts(new ArrayList<ByteString>(a.getStringsList()));
            default -> new Attribute.Opaque(a);
        };
    }

    private static ValueInfo value(Graph graph, ValueInfoProto v) {
        boolean bare = v.getDocString().isEmpty()
                && v.getMetadataPropsCount() == 0
                && v.getType().getDenotation().isEmpty()
                && WireRest.isPlainTensor(v.getType());
        if (!bare) {
            graph.rest.declarations.put(v.getName(), v);
        }
        if (!v.getType().hasTensorType()) {
            return new ValueInfo(v.getName(), ElementType.UNDEFINED, null);
        }
        var tensor = v.getType().getTensorType();
        return new ValueInfo(
                v.getName(), ElementType.of(tensor.getElemType()), tensor.hasShape() ? shape(tensor.getShape()) : null);
    }

    private static Shape shape(TensorShapeProto p) {
        List<Shape.Dim> dims = new ArrayList<>(p.getDimCount());
        for (TensorShapeProto.Dimension d : p.getDimList()) {
            dims.add(
                    switch (d.getValueCase()) {
                        case DIM_VALUE ->
                            d.getDimValue() < 0 ? new Shape.Dim.Unknown() : new Shape.Dim.Fixed(d.getDimValue());
                        case DIM_PARAM ->
                            d.getDimParam().isEmpty() ? new Shape.Dim.Unknown() : new Shape.Dim.Named(d.getDimParam());
                        case VALUE_NOT_SET -> new Shape.Dim.Unknown();
                    });
        }
        return new Shape(dims);
    }
}
