package dev.visor.onnx.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Between ONNX Runtime's Java types and ours. */
final class OrtBridge {
    private OrtBridge() {}

    static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment();
    }

    /** A native tensor over the value's own buffer. */
    static OnnxTensor wrap(TensorValue value) throws OrtException {
        ByteBuffer data = value.data();
        long[] shape = value.shape();
        OrtEnvironment env = environment();
        return switch (value.type()) {
            case FLOAT -> OnnxTensor.createTensor(env, data.asFloatBuffer(), shape);
            case DOUBLE -> OnnxTensor.createTensor(env, data.asDoubleBuffer(), shape);
            case INT64 -> OnnxTensor.createTensor(env, data.asLongBuffer(), shape);
            case INT32 -> OnnxTensor.createTensor(env, data.asIntBuffer(), shape);
            case INT16 -> OnnxTensor.createTensor(env, data.asShortBuffer(), shape, OnnxJavaType.INT16);
            case FLOAT16 -> OnnxTensor.createTensor(env, data.asShortBuffer(), shape, OnnxJavaType.FLOAT16);
            case BFLOAT16 -> OnnxTensor.createTensor(env, data.asShortBuffer(), shape, OnnxJavaType.BFLOAT16);
            case UINT8 -> OnnxTensor.createTensor(env, data, shape, OnnxJavaType.UINT8);
            case INT8 -> OnnxTensor.createTensor(env, data, shape, OnnxJavaType.INT8);
            case BOOL -> OnnxTensor.createTensor(env, data, shape, OnnxJavaType.BOOL);
            default ->
                throw new ModelRunException("inputs of type " + value.type()
                        + " can't be given; use float, double, float16, bfloat16, bool or an integer type");
        };
    }

    /** Copies a native tensor's elements out. */
    static TensorValue copy(String name, OnnxTensor tensor) {
        TensorInfo info = tensor.getInfo();
        ElementType type = type(info);
        if (type == ElementType.STRING) {
            throw new ModelRunException("output \"" + name + "\" holds strings, which Visor doesn't read");
        }
        ByteBuffer source = tensor.getByteBuffer();
        if (source == null) {
            throw new ModelRunException("output \"" + name + "\" of type " + type + " can't be read");
        }
        ByteBuffer data = source.isDirect() ? source : TensorValue.direct(source.remaining());
        if (data != source) {
            data.put(0, source, source.position(), source.remaining());
        }
        return TensorValue.over(type, info.getShape(), data.order(ByteOrder.nativeOrder()));
    }

    static List<ValueInfo> infos(Iterable<NodeInfo> nodes) {
        List<ValueInfo> out = new ArrayList<>();
        for (NodeInfo node : nodes) {
            if (node.getInfo() instanceof TensorInfo info) {
                out.add(new ValueInfo(node.getName(), type(info), shape(info)));
            } else {
                out.add(new ValueInfo(node.getName(), ElementType.UNDEFINED, null));
            }
        }
        return List.copyOf(out);
    }

    private static Shape shape(TensorInfo info) {
        long[] shape = info.getShape();
        String[] names = info.getDimensionNames();
        List<Shape.Dim> dims = new ArrayList<>(shape.length);
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] >= 0) {
                dims.add(new Shape.Dim.Fixed(shape[i]));
            } else if (names != null && i < names.length && !names[i].isEmpty()) {
                dims.add(new Shape.Dim.Named(names[i]));
            } else {
                dims.add(new Shape.Dim.Unknown());
            }
        }
        return new Shape(dims);
    }

    static ElementType type(TensorInfo info) {
        return switch (info.onnxType) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> ElementType.FLOAT;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> ElementType.UINT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> ElementType.INT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> ElementType.UINT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> ElementType.INT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> ElementType.INT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> ElementType.INT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING -> ElementType.STRING;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> ElementType.BOOL;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> ElementType.FLOAT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> ElementType.DOUBLE;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> ElementType.UINT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> ElementType.UINT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> ElementType.BFLOAT16;
            default -> ElementType.UNDEFINED;
        };
    }
}
