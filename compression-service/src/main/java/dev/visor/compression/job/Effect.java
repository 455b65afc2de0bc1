package dev.visor.compression.job;

import dev.visor.compression.pass.Property;
import dev.visor.compression.pass.Step;
import dev.visor.compression.plan.Recipe;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.util.ArrayList;
import java.util.List;

/**
 * A recipe whose aim was missed makes no variant: it would be its parent under another name. The first aim is what it is
 * for, later ones may find nothing left to do. Steps that were skipped or have conditions may each be missed, but not all
 * of them.
 */
final class Effect {
    private Effect() {}

    /** Refuses a recipe that missed its aim, with all reasons. */
    static void require(Recipe recipe, List<PassReport> reports) {
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            PassReport report = reports.get(i);
            Step step = recipe.steps().get(i);
            if (step.pass().establishes().stream().noneMatch(Property::isAim)) {
                continue;
            }
            if (report.changes() > 0) {
                return;
            }
            missed.add("%s: %s".formatted(report.pass(), reason(report)));
            if (report.skipped() == null && step.accept() == null) {
                break;
            }
        }
        if (!missed.isEmpty()) {
            throw new VisorException(
                    ErrorCode.INVALID_RECIPE,
                    "recipe '%s' leaves this model as it is: %s".formatted(recipe.name(), String.join("; ", missed)),
                    missed,
                    null);
        }
        if (reports.stream().allMatch(r -> r.changes() == 0)) {
            throw new VisorException(
                    ErrorCode.INVALID_RECIPE,
                    "recipe '%s' leaves this model as it is: none of its %d passes found anything to change"
                            .formatted(recipe.name(), reports.size()));
        }
    }

    private static String reason(PassReport report) {
        if (report.skipped() != null) {
            return report.skipped();
        }
        return report.notes().isEmpty() ? "nothing to do" : String.join("; ", report.notes());
    }
}
