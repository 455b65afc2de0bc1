package dev.visor.onnx.firewall;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of ONNX IR 13 by number, as strictly as a writer keeps to them. Everything else is refused, so that
 * this scan and the parsers after it can't read the same bytes differently.
 */
final class WireSchema {
    enum Kind {
        VARINT,
        FIXED32,
        /** A string that names something. */
        NAME,
        /** A description, a metadata value, an attribute's string. */
        TEXT,
        /** A constant's data. */
        DATA,
        MESSAGE,
        /** A list of varints, packed or not. */
        VARINTS,
        /** A list of 4-byte numbers, packed or not. */
        FIXED32S,
        /** A list of 8-byte numbers, packed or not. */
        FIXED64S
    }

    record Field(Kind kind, boolean repeated, @Nullable WireSchema message) {}

    static final WireSchema MODEL = new WireSchema("ModelProto");
    static final WireSchema GRAPH = new WireSchema("GraphProto");
    static final WireSchema NODE = new WireSchema("NodeProto");
    static final WireSchema ATTRIBUTE = new WireSchema("AttributeProto");
    static final WireSchema TENSOR = new WireSchema("TensorProto");
    static final WireSchema SPARSE_TENSOR = new WireSchema("SparseTensorProto");
    static final WireSchema OPSET = new WireSchema("OperatorSetIdProto");
    static final WireSchema VALUE_INFO = new WireSchema("ValueInfoProto");
    static final WireSchema TYPE = new WireSchema("TypeProto");
    static final WireSchema SHAPE = new WireSchema("TensorShapeProto");
    static final WireSchema DIMENSION = new WireSchema("TensorShapeProto.Dimension");
    static final WireSchema ENTRY = new WireSchema("StringStringEntryProto");
    private static final WireSchema ANNOTATION = new WireSchema("TensorAnnotation");
    private static final WireSchema SEGMENT = new WireSchema("TensorProto.Segment");
    private static final WireSchema TENSOR_TYPE = new WireSchema("TypeProto.Tensor");
    private static final WireSchema MAP_TYPE = new WireSchema("TypeProto.Map");
    private static final WireSchema ELEMENT_TYPE = new WireSchema("TypeProto.Sequence");
    private static final WireSchema OPAQUE_TYPE = new WireSchema("TypeProto.Opaque");

    /** Fields that lead to an immediate refusal are listed too, for the refusal to be the right one. */
    static final int MODEL_TRAINING_INFO = 20;

    static final int MODEL_FUNCTIONS = 25;

    static {
        MODEL.one(1, Kind.VARINT)
                .one(2, Kind.NAME)
                .one(3, Kind.NAME)
                .one(4, Kind.NAME)
                .one(5, Kind.VARINT);
        MODEL.one(6, Kind.TEXT).one(7, GRAPH).many(8, OPSET).many(14, ENTRY);
        MODEL.many(MODEL_TRAINING_INFO, Kind.DATA).many(MODEL_FUNCTIONS, Kind.DATA);
        OPSET.one(1, Kind.NAME).one(2, Kind.VARINT);
        ENTRY.one(1, Kind.NAME).one(2, Kind.TEXT);
        GRAPH.many(1, NODE).one(2, Kind.NAME).many(5, TENSOR).one(10, Kind.TEXT).many(11, VALUE_INFO);
        GRAPH.many(12, VALUE_INFO).many(13, VALUE_INFO).many(14, ANNOTATION).many(15, SPARSE_TENSOR);
        GRAPH.many(16, ENTRY);
        ANNOTATION.one(1, Kind.NAME).many(2, ENTRY);
        NODE.many(1, Kind.NAME)
                .many(2, Kind.NAME)
                .one(3, Kind.NAME)
                .one(4, Kind.NAME)
                .many(5, ATTRIBUTE);
        NODE.one(6, Kind.TEXT).one(7, Kind.NAME).one(8, Kind.NAME).many(9, ENTRY);
        ATTRIBUTE
                .one(1, Kind.NAME)
                .one(2, Kind.FIXED32)
                .one(3, Kind.VARINT)
                .one(4, Kind.TEXT)
                .one(5, TENSOR);
        ATTRIBUTE
                .one(6, GRAPH)
                .many(7, Kind.FIXED32S)
                .many(8, Kind.VARINTS)
                .many(9, Kind.TEXT)
                .many(10, TENSOR);
        ATTRIBUTE
                .many(11, GRAPH)
                .one(13, Kind.TEXT)
                .one(14, TYPE)
                .many(15, TYPE)
                .one(20, Kind.VARINT);
        ATTRIBUTE.one(21, Kind.NAME).one(22, SPARSE_TENSOR).many(23, SPARSE_TENSOR);
        TENSOR.many(1, Kind.VARINTS).one(2, Kind.VARINT).one(3, SEGMENT).many(4, Kind.FIXED32S);
        TENSOR.many(5, Kind.VARINTS)
                .many(6, Kind.TEXT)
                .many(7, Kind.VARINTS)
                .one(8, Kind.NAME)
                .one(9, Kind.DATA);
        TENSOR.many(10, Kind.FIXED64S).many(11, Kind.VARINTS).one(12, Kind.TEXT).many(13, ENTRY);
        TENSOR.one(14, Kind.VARINT).many(16, ENTRY);
        SEGMENT.one(1, Kind.VARINT).one(2, Kind.VARINT);
        SPARSE_TENSOR.one(1, TENSOR).one(2, TENSOR).many(3, Kind.VARINTS);
        VALUE_INFO.one(1, Kind.NAME).one(2, TYPE).one(3, Kind.TEXT).many(4, ENTRY);
        TYPE.one(1, TENSOR_TYPE)
                .one(4, ELEMENT_TYPE)
                .one(5, MAP_TYPE)
                .one(6, Kind.NAME)
                .one(7, OPAQUE_TYPE);
        TYPE.one(8, TENSOR_TYPE).one(9, ELEMENT_TYPE);
        TENSOR_TYPE.one(1, Kind.VARINT).one(2, SHAPE);
        ELEMENT_TYPE.one(1, TYPE);
        MAP_TYPE.one(1, Kind.VARINT).one(2, TYPE);
        OPAQUE_TYPE.one(1, Kind.NAME).one(2, Kind.NAME);
        SHAPE.many(1, DIMENSION);
        DIMENSION.one(1, Kind.VARINT).one(2, Kind.NAME).one(3, Kind.NAME);
    }

    private final String name;
    private Field[] fields = new Field[0];

    private WireSchema(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    @Nullable
    Field field(long number) {
        return number < fields.length ? fields[(int) number] : null;
    }

    private WireSchema one(int number, Kind kind) {
        return put(number, new Field(kind, false, null));
    }

    private WireSchema one(int number, WireSchema message) {
        return put(number, new Field(Kind.MESSAGE, false, message));
    }

    private WireSchema many(int number, Kind kind) {
        return put(number, new Field(kind, true, null));
    }

    private WireSchema many(int number, WireSchema message) {
        return put(number, new Field(Kind.MESSAGE, true, message));
    }

    private WireSchema put(int number, Field field) {
        if (number >= fields.length) {
            fields = Arrays.copyOf(fields, number + 1);
        }
        fields[number] = field;
        return this;
    }
}
