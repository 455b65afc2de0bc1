package dev.visor.compression.pass.sparsity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which weights of a layer matter least. */
public enum Importance {
    /** {@code |w|}. */
    @JsonProperty("magnitude")
    MAGNITUDE,
    /** {@code w²·Var(x)} of what the weight reads (after Sun et al., <i>Wanda</i>, 2023). */
    @JsonProperty("sensitivity")
    SENSITIVITY,
    /** {@code w² / (2·[H⁻¹]_qq)}, with compensation by the weights that stay (Hassibi and Stork, 1993; <i>SparseGPT</i>, 2023). */
    @JsonProperty("obs")
    OBS;

    boolean needsPictures() {
        return this != MAGNITUDE;
    }
}
