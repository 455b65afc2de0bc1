package dev.visor.compression.pass.quantization;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which operators compute in integers. */
public enum Operators {
    /** Those with weights, and all others that ONNX Runtime has integer kernels for: no detours through floats. */
    @JsonProperty("all")
    ALL,
    /** Only those with weights: fewer roundings, more conversions. */
    @JsonProperty("weighted")
    WEIGHTED
}
