package dev.visor.compression.pass.sparsity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How zeros are shared out among layers. */
public enum Allocation {
    /** Every layer gets the same share. */
    @JsonProperty("even")
    EVEN,
    /** Layers get what {@link GlobalMagnitude} finds when it compares all weights. */
    @JsonProperty("global")
    GLOBAL
}
