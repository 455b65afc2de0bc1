package dev.visor.onnx.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a run gave, by output name, in the model's order. The values are copies and outlive the session. */
public final class Outputs {
    private final Map<String, TensorValue> byName;

    Outputs(Map<String, TensorValue> byName) {
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    public TensorValue get(String name) {
        TensorValue value = byName.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no output \"" + name + "\"; there are " + byName.keySet());
        }
        return value;
    }

    /** The first output. */
    public TensorValue first() {
        return byName.values().iterator().next();
    }

    public Set<String> names() {
        return byName.keySet();
    }

    public Map<String, TensorValue> asMap() {
        return byName;
    }
}
