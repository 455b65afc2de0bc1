package dev.visor.compression.pass;

import java.util.EnumSet;
import java.util.Set;

/** What a pass may need and establish. A recipe whose pass needs what nothing before it establishes is refused. */
public enum Property {
    /** Initializers are constants: no caller can replace them through an input of the same name. */
    CONSTANT_INITIALIZERS,
    /** The default domain is at opset 13 or above, as per-channel quantisation needs. */
    OPSET_13,
    /** No Resize has an empty {@code roi}, which ONNX Runtime's layout optimiser trips over. */
    MENDED_RESIZE,
    /** BatchNormalization after a convolution is part of its weights. */
    FUSED_BATCH_NORM,
    /** Channels were removed from the graph. */
    PRUNED_CHANNELS,
    /** Convolutions were replaced by several of lower rank. */
    LOW_RANK,
    /** Convolutions were replaced by depthwise and pointwise ones. */
    DECOUPLED,
    /** Single weights are zero. */
    SPARSE_WEIGHTS,
    /** Weights are stored as indices into codebooks. */
    SHARED_WEIGHTS,
    /** Weights are stored in half precision. */
    HALF_WEIGHTS,
    /** Weights are stored as integers; activations are in floating point between operators. */
    INTEGER_WEIGHTS,
    /** Weights and activations are integers. */
    QUANTIZED;

    private static final Set<Property> STRUCTURE = EnumSet.of(PRUNED_CHANNELS, LOW_RANK, DECOUPLED);
    private static final Set<Property> STORED = EnumSet.of(SHARED_WEIGHTS, HALF_WEIGHTS, INTEGER_WEIGHTS, QUANTIZED);

    /** Whether what has it is another model than its parent, not only a tidier one. */
    public boolean isAim() {
        return STRUCTURE.contains(this) || this == SPARSE_WEIGHTS || STORED.contains(this);
    }

    /** Forms that weights are stored in, which passes that change weights in floating point can't see through. */
    public static Set<Property> storedForms() {
        return EnumSet.copyOf(STORED);
    }

    /**
     * What must not hold yet when a pass is to establish this: weights that are stored in another form, for what changes
     * them in floating point; weights that are zero, for what makes new ones; and codebooks, for what quantises, which would
     * find no weights.
     */
    public Set<Property> mustPrecede() {
        Set<Property> later = EnumSet.noneOf(Property.class);
        if (STRUCTURE.contains(this)) {
            later.add(SPARSE_WEIGHTS);
        }
        if (STRUCTURE.contains(this) || this == SPARSE_WEIGHTS || this == FUSED_BATCH_NORM) {
            later.addAll(STORED);
        }
        if (this == QUANTIZED) {
            later.add(SHARED_WEIGHTS);
        }
        return later;
    }
}
