package dev.visor.compression.pass.channel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a goal is a part of. */
public enum Measure {
    /** Multiply–accumulates. */
    @JsonProperty("macs")
    MACS,
    /** Measured time of all layers with weights, one thread, on the machine that compresses. */
    @JsonProperty("latency")
    LATENCY
}
