package dev.visor.compression.pass.sharing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What shares a codebook. */
public enum Granularity {
    /** All weights of a layer. */
    @JsonProperty("layer")
    LAYER,
    /** All weights of a layer, each divided by the root mean square of its output channel, which is stored beside. */
    @JsonProperty("channel")
    CHANNEL
}
