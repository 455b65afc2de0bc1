package dev.visor.onnx.graph;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a value: its name, element type ({@link ElementType#UNDEFINED} when unknown or not a
 * tensor) and shape ({@code null} when even the rank is unknown).
 */
public record ValueInfo(
        String name, ElementType type, @Nullable Shape shape) {
    public static ValueInfo of(String name, ElementType type, long... dims) {
        return new ValueInfo(name, type, Shape.of(dims));
    }

    public ValueInfo withName(String newName) {
        return new ValueInfo(newName, type, shape);
    }

    public ValueInfo withType(ElementType newType) {
        return new ValueInfo(name, newType, shape);
    }

    public ValueInfo withShape(@Nullable Shape newShape) {
        return new ValueInfo(name, type, newShape);
    }

    @Override
    public String toString() {
        return name + ": " + type.name().toLowerCase(java.util.Locale.ROOT) + "[" + (shape == null ? "…" : shape) + "]";
    }
}
