package dev.visor.onnx.graph;

import com.google.protobuf.ByteString;
import dev.visor.onnx.proto.AttributeProto;
import dev.visor.onnx.proto.GraphProto;
import java.util.List;

/**
 * One attribute's value. Nested graphs and the rarer kinds (sparse tensors, types, string tensors, references
 * inside functions) are carried in their wire form.
 */
public sealed interface Attribute {
    record Float(float value) implements Attribute {}

    record Int(long value) implements Attribute {}

    /** Bytes, by convention UTF-8. */
    record Text(ByteString bytes) implements Attribute {
        public String text() {
            return bytes.toStringUtf8();
        }
    }

    record OfTensor(Tensor value) implements Attribute {}

    record OfGraph(GraphProto value) implements Attribute {}

    record Floats(List<java.lang.Float> values) implements Attribute {
        public Floats {
            values = List.copyOf(values);
        }
    }

    record Ints(List<Long> values) implements Attribute {
        public Ints {
            values = List.copyOf(values);
        }
    }

    record Texts(List<ByteString> values) implements Attribute {
        public Texts {
            values = List.copyOf(values);
        }
    }

    record Opaque(AttributeProto value) implements Attribute {}
}
