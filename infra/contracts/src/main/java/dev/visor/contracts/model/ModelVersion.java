package dev.visor.contracts.model;

import dev.visor.contracts.Names;

/**
 * One upload of a model that a user named.
 *
 * @param model the model's name
 * @param version 1 for the first upload, then counted up without gaps
 */
public record ModelVersion(String model, int version) {
    public ModelVersion {
        Names.require("model", model);
        if (version < 1) {
            throw new IllegalArgumentException("version must be ≥ 1, was " + version);
        }
    }

    @Override
    public String toString() {
        return model + "." + version;
    }
}
