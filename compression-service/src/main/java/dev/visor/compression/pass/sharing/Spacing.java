package dev.visor.compression.pass.sharing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the values of a codebook lie. */
public enum Spacing {
    /**
     * Even between the least and the greatest weight, each then moved to the mean of its weights. Most weights share few
     * values, which a coder of the download makes use of: nearly the fewest bits at an error.
     */
    @JsonProperty("even")
    EVEN,
    /** As k-means puts them: least squared error for so many values, each used about as often. */
    @JsonProperty("optimal")
    OPTIMAL
}
