package dev.visor.compression.pass.quantization;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How 8-bit weights are held. */
public enum WeightType {
    /** −127 to 127, zero point 0. */
    @JsonProperty("int8")
    INT8,
    /** 1 to 255, zero point 128: the same numbers for kernels that want unsigned ones. */
    @JsonProperty("uint8")
    UINT8
}
