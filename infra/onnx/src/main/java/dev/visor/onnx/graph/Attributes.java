package dev.visor.onnx.graph;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node's attributes by name, in their order on the wire. The getters take the operator's default, which is
 * returned when the attribute is absent; an attribute of another kind is a {@link GraphFormatException}.
 */
public final class Attributes {
    private final Map<String, Attribute> byName = new LinkedHashMap<>();

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    public Map<String, Attribute> asMap() {
        return Collections.unmodifiableMap(byName);
    }

    public @Nullable Attribute get(String name) {
        return byName.get(name);
    }

    public long getInt(String name, long absent) {
        return switch (byName.get(name)) {
            case null -> absent;
            case Attribute.Int(long value) -> value;
            case Attribute other -> throw wrongKind(name, "an int", other);
        };
    }

    public float getFloat(String name, float absent) {
        return switch (byName.get(name)) {
            case null -> absent;
            case Attribute.Float(float value) -> value;
            case Attribute other -> throw wrongKind(name, "a float", other);
        };
    }

    public String getText(String name, String absent) {
        return switch (byName.get(name)) {
            case null -> absent;
            case Attribute.Text text -> text.text();
            case Attribute other -> throw wrongKind(name, "a string", other);
        };
    }

    public long[] getInts(String name, long... absent) {
        return switch (byName.get(name)) {
            case null -> absent;
            case Attribute.Ints(List<Long> values) ->
                values.stream().mapToLong(Long::longValue).toArray();
            case Attribute other -> throw wrongKind(name, "ints", other);
        };
    }

    public float[] getFloats(String name, float... absent) {
        return switch (byName.get(name)) {
            case null -> absent;
            case Attribute.Floats(List<Float> values) -> {
                float[] out = new float[values.size()];
                for (int i = 0; i < out.length; i++) {
                    out[i] = values.get(i);
                }
                yield out;
            }
            case Attribute other -> throw wrongKind(name, "floats", other);
        };
    }

    public List<String> getTexts(String name) {
        return switch (byName.get(name)) {
            case null -> List.of();
            case Attribute.Texts(List<ByteString> values) ->
                values.stream().map(ByteString::toStringUtf8).toList();
            case Attribute other -> throw wrongKind(name, "strings", other);
        };
    }

    public @Nullable Tensor getTensor(String name) {
        return switch (byName.get(name)) {
            case null -> null;
            case Attribute.OfTensor(Tensor value) -> value;
            case Attribute other -> throw wrongKind(name, "a tensor", other);
        };
    }

    public Attributes set(String name, Attribute value) {
        byName.put(name, value);
        return this;
    }

    public Attributes set(String name, long value) {
        return set(name, new Attribute.Int(value));
    }

    public Attributes set(String name, float value) {
        return set(name, new Attribute.Float(value));
    }

    public Attributes set(String name, String value) {
        return set(name, new Attribute.Text(ByteString.copyFromUtf8(value)));
    }

    public Attributes set(String name, Tensor value) {
        return set(name, new Attribute.OfTensor(value));
    }

    public Attributes setInts(String name, long... values) {
        return set(name, new Attribute.Ints(Arrays.stream(values).boxed().toList()));
    }

    public Attributes setFloats(String name, float... values) {
        List<Float> boxed = new ArrayList<>(values.length);
        for (float v : values) {
            boxed.add(v);
        }
        return set(name, new Attribute.Floats(boxed));
    }

    public Attributes setTexts(String name, String... values) {
        return set(
                name,
                new Attribute.Texts(
                        Arrays.stream(values).map(ByteString::copyFromUtf8).toList()));
    }

    public Attributes setAll(Attributes other) {
        byName.putAll(other.byName);
        return this;
    }

    public @Nullable Attribute remove(String name) {
        return byName.remove(name);
    }

    private static GraphFormatException wrongKind(String name, String wanted, Attribute found) {
        return new GraphFormatException("attribute " + name + " should be " + wanted + ", is "
                + found.getClass().getSimpleName());
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Attributes other && byName.equals(other.byName);
    }

    @Override
    public int hashCode() {
        return byName.hashCode();
    }

    @Override
    public String toString() {
        return byName.toString();
    }
}
