package dev.visor.contracts.compression;

import dev.visor.contracts.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What a variant was made of and by: the same values give the same bytes.
 *
 * @param parent digest of the uploaded file
 * @param recipe name of the recipe
 * @param recipeVersion which text of that name, from 1
 * @param recipeDigest digest of what the recipe does
 * @param dataset digest of the manifest of the dataset that it was calibrated on; null without one
 * @param toolVersion what made it
 * @param seed seeded whatever was random
 */
public record Provenance(
        Sha256 parent,
        String recipe,
        int recipeVersion,
        Sha256 recipeDigest,
        @Nullable Sha256 dataset,
        String toolVersion,
        long seed) {}
