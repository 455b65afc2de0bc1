package dev.visor.evaluation.compare;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.VariantId;

/** Variants as requests name them. */
final class Ids {
    private Ids() {}

    static VariantId parse(String text) {
        try {
            return VariantId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "a variant is written model.version.recipe, was '%s'".formatted(text),
                    e);
        }
    }
}
