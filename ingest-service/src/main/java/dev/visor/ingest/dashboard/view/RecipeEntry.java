package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.RecipeDefined;
import java.time.Instant;
import java.util.List;

/**
 * A recipe as it holds now.
 *
 * @param name what variants made by it are called
 * @param version counted up with each change
 * @param description one sentence
 * @param digest of what it does
 * @param builtIn whether Visor brings it
 * @param standard whether an upload that names no recipes gets it
 * @param text its YAML
 * @param passes in order
 * @param definedAt when
 */
public record RecipeEntry(
        String name,
        int version,
        String description,
        Sha256 digest,
        boolean builtIn,
        boolean standard,
        String text,
        List<RecipeDefined.Step> passes,
        Instant definedAt) {}
