package dev.visor.evaluation.verdict;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.figure.Exhibit;
import dev.visor.evaluation.figure.ObservedFigures;
import dev.visor.evaluation.gate.Hearing;
import dev.visor.evaluation.gate.Reference;
import dev.visor.evaluation.gate.Verdicts;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.Seen;
import dev.visor.evaluation.look.SeenStore;
import dev.visor.evaluation.run.EvaluationPlan;
import dev.visor.evaluation.run.Exhibits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives verdicts from case files. The same case file has the same verdict, wherever and whenever it is heard. */
public final class Court {
    private final SeenStore store;
    private final Function<Sha256, LabelledPictures> datasets;

    /**
     * With what was seen and the datasets.
     *
     * @param datasets the judged split of a dataset
     */
    public Court(SeenStore store, Function<Sha256, LabelledPictures> datasets) {
        this.store = store;
        this.datasets = datasets;
    }

    /** The verdict. */
    public Verdict judge(CaseFile file) {
        String unmeasured = file.unmeasured();
        if (unmeasured != null) {
            return file.dead() ? Verdicts.dead(unmeasured) : Verdicts.unmeasured(unmeasured);
        }
        return Verdicts.of(file.policy().gates(), hearing(file));
    }

    /** What the gates hear of a measured variant. */
    public Hearing hearing(CaseFile file) {
        return hearing(file, seen(file));
    }

    /** The same with what was seen from elsewhere. */
    Hearing hearing(CaseFile file, Function<Look, Seen> seen) {
        EvaluationPlan plan = plan(file);
        Exhibits exhibits = new Exhibits(seen);
        ObservedFigures judged = new ObservedFigures(
                exhibits.of(plan, Objects.requireNonNull(file.judged()).costs()));
        return new Hearing(judged, baseline(file, plan, exhibits, judged), champion(file, plan, exhibits));
    }

    /** What the judged variant's figures are computed from. */
    public Exhibit exhibit(CaseFile file) {
        return new Exhibits(seen(file))
                .of(plan(file), Objects.requireNonNull(file.judged()).costs());
    }

    private static Reference baseline(CaseFile file, EvaluationPlan plan, Exhibits exhibits, ObservedFigures judged) {
        if (file.variant().isBaseline()) {
            return new Reference.Known(judged);
        }
        return reference(
                file.baseline(), party -> new ObservedFigures(exhibits.of(plan.ofBaselineItself(), party.costs())));
    }

    private static Reference champion(CaseFile file, EvaluationPlan plan, Exhibits exhibits) {
        return reference(
                file.champion(), party -> new ObservedFigures(exhibits.ofOther(plan, party.asModel(), party.costs())));
    }

    private static Reference reference(CaseFile.Other other, Function<CaseFile.Party, ObservedFigures> figures) {
        CaseFile.Party party = other.party();
        String missing = other.missing();
        if (party != null) {
            VariantId champion = other.champion();
            return new Reference.Known(figures.apply(party), champion == null ? null : champion.toString());
        }
        if (missing != null) {
            return new Reference.Missing(missing);
        }
        return Reference.None.YET;
    }

    /** What was to be measured. */
    public EvaluationPlan plan(CaseFile file) {
        CaseFile.Party judged = Objects.requireNonNull(file.judged());
        Sha256 second = file.secondDataset();
        return EvaluationPlan.of(
                judged.asModel(),
                Objects.requireNonNull(file.uploaded()),
                datasets.apply(Objects.requireNonNull(file.dataset())),
                file.policy(),
                second == null ? null : datasets.apply(second),
                file.tool());
    }

    private Function<Look, Seen> seen(CaseFile file) {
        Map<Sha256, CaseFile.SeenAt> kept = new HashMap<>();
        for (CaseFile.@Nullable Party party : java.util.Arrays.asList(
                file.judged(), file.baseline().party(), file.champion().party())) {
            for (CaseFile.SeenAt seen : party == null ? List.<CaseFile.SeenAt>of() : party.seen()) {
                kept.put(seen.look(), seen);
            }
        }
        // Read anew each time: all that a large split's models saw, corrupted pictures too, is too much to keep at
        // once.
        return look -> {
            CaseFile.SeenAt at = kept.get(look.key());
            if (at == null) {
                throw new IllegalStateException("the case file of %s doesn't say what was seen in look %s"
                        .formatted(file.variant(), look.key()));
            }
            return store.get(at.detections(), at.table());
        };
    }
}
