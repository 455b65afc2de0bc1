package dev.visor.ingest.dashboard.page.evaluation;

import dev.visor.contracts.policy.GateSpec;
import dev.visor.ingest.dashboard.document.ExplanationDocument.Gate;
import dev.visor.ingest.dashboard.document.ExplanationDocument.WorstSlice;
import dev.visor.ingest.dashboard.page.PageWords;
import dev.visor.ingest.dashboard.view.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A gate as the page of an evaluation shows it.
 *
 * @param gate what is known of it
 * @param promise its rule in a few words; its name where there is no rule
 * @param scale drawn; null without a value
 * @param notes what its reason doesn't say: by how much, and where the metric is worst
 */
public record GateRow(Gate gate, String promise, @Nullable GateScale scale, List<String> notes) {
    /** Beyond so many times the limit a share of it tells nothing. */
    private static final double MOST_TELLING = 9.99;

    static GateRow of(Gate gate) {
        GateSpec rule = gate.rule();
        List<String> notes = new ArrayList<>();
        Double room = gate.room();
        if (room != null) {
            Double share = gate.relativeRoom();
            notes.add((room < 0 ? "beyond the limit by " : "inside the limit by ")
                    + number(Math.abs(room))
                    + (share == null || Math.abs(share) > MOST_TELLING
                            ? ""
                            : format(" (%.3g %% of it)", Math.abs(share) * 100)));
        }
        WorstSlice worst = gate.worstSlice();
        if (worst != null && rule != null && !isOfASlice(rule)) {
            notes.add(words(worst));
        }
        return new GateRow(
                gate, rule == null ? gate.result().name() : PageWords.promise(rule), GateScale.of(gate), notes);
    }

    /** Its reason names the slice already. */
    private static boolean isOfASlice(GateSpec rule) {
        return switch (rule) {
            case GateSpec.Minimum g -> g.slice() != null;
            case GateSpec.Maximum g -> g.slice() != null;
            case GateSpec.MaximumDrop g -> g.slice() != null;
            case GateSpec.MaximumRatio g -> false;
            case GateSpec.LatencyRatio g -> false;
            case GateSpec.SizeRatio g -> false;
        };
    }

    private static String words(WorstSlice worst) {
        Double reference = worst.reference();
        return "worst where %s: %s%s, %s"
                .formatted(
                        worst.slice(),
                        number(worst.value()),
                        reference == null ? "" : " after " + number(reference),
                        format("%,d labels", worst.instances()));
    }

    private static String number(double value) {
        return Words.figure(value).replace('-', '−');
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
