package dev.visor.compression.pass.channel;

import dev.visor.compression.layer.NormalEquations;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What layers read and should give, learnt from calibration pictures.
 *
 * @param byLayer by the layer's output, one a group of its channels; layers that weren't looked at aren't there
 */
record LearntLayers(Map<String, List<NormalEquations>> byLayer) {
    /** Nothing was learnt. */
    static final LearntLayers NONE = new LearntLayers(Map.of());

    /** Of a reader that was looked at. */
    NormalEquations of(Reader reader) {
        return Objects.requireNonNull(find(reader), () -> "nothing was learnt of " + reader.layer());
    }

    /** Of a reader; null if it wasn't looked at. */
    @Nullable
    NormalEquations find(Reader reader) {
        List<NormalEquations> known = byLayer.get(reader.layer().output());
        return known == null ? null : known.get(reader.group());
    }
}
