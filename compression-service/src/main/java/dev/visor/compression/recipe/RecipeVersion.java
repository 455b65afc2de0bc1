package dev.visor.compression.recipe;

import dev.visor.contracts.Sha256;
import java.time.Instant;

/**
 * A text that a recipe has or had.
 *
 * @param name the recipe's
 * @param version 1 for the first text of this name, then counted up
 * @param text YAML
 * @param digest of what it does, as it was when this was defined
 * @param builtIn whether Visor brings it
 * @param deleted whether later uploads can't name it
 * @param definedAt when
 */
public record RecipeVersion(
        String name, int version, String text, Sha256 digest, boolean builtIn, boolean deleted, Instant definedAt) {}
