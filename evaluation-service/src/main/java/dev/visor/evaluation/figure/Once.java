package dev.visor.evaluation.figure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Computes a value when it is first asked for, and keeps it. Thread-safe. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> compute;
    private @Nullable T value;

    private Once(Supplier<T> compute) {
        this.compute = compute;
    }

    static <T> Supplier<T> of(Supplier<T> compute) {
        return new Once<>(compute);
    }

    @Override
    public synchronized T get() {
        T known = value;
        if (known == null) {
            known = compute.get();
            value = known;
        }
        return known;
    }
}
