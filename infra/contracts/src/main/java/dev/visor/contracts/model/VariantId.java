package dev.visor.contracts.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.visor.contracts.Names;

/**
 * A compressed version of an uploaded model, or the upload itself under the recipe {@value #BASELINE}. Written as
 * {@code model.version.recipe}, for example {@code helmet.3.int8}.
 *
 * @param modelVersion the upload it comes from
 * @param recipe the recipe that made it
 */
public record VariantId(ModelVersion modelVersion, String recipe) {
    /** The recipe that changes nothing: the uploaded bytes. */
    public static final String BASELINE = "baseline";

    public VariantId {
        Names.require("recipe", recipe);
    }

    /** The variant that is the upload itself. */
    public static VariantId baselineOf(ModelVersion version) {
        return new VariantId(version, BASELINE);
    }

    /** Reads the written form. */
    @JsonCreator
    public static VariantId parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("a variant is written model.version.recipe, was '%s'".formatted(text));
        }
        return new VariantId(new ModelVersion(parts[0], Integer.parseInt(parts[1])), parts[2]);
    }

    /** Whether this is the upload itself. */
    public boolean isBaseline() {
        return recipe.equals(BASELINE);
    }

    @Override
    @JsonValue
    public String toString() {
        return modelVersion + "." + recipe;
    }
}
