package dev.visor.evaluation.replay;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.evaluation.cost.CostReport;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.ledger.LedgerEntry;
import dev.visor.evaluation.run.ClassFigures;
import dev.visor.evaluation.run.EvaluationPlan;
import dev.visor.evaluation.run.MeasuredFigures;
import dev.visor.evaluation.verdict.CaseFile;
import dev.visor.platform.artifact.ArtifactStore;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares what an entry says with what its case files say, and with the figures that come out of them again. */
final class Grounds {
    private final LedgerEntry.Promotion entry;
    private final ArtifactStore store;
    private final Consumer<Check> heard;

    Grounds(LedgerEntry.Promotion entry, ArtifactStore store, Consumer<Check> heard) {
        this.entry = entry;
        this.store = store;
        this.heard = heard;
    }

    /** Of any candidate. */
    void candidate(LedgerEntry.Considered candidate, CaseFile file, Reigns reigns) {
        same("case file", candidate, candidate.variant(), file.variant());
        same("policy", candidate, entry.policy(), file.policy());
        if (file.unmeasured() == null) {
            same("dataset", candidate, entry.datasetDigest(), file.dataset());
            if (file.policy().comparesWithChampion() && reigns.isKnown(entry.target())) {
                rival(candidate, file, reigns.of(entry.target()));
            }
        }
    }

    /** Whom it was compared with; no file if that could not look at the pictures. */
    private void rival(LedgerEntry.Considered candidate, CaseFile file, Reigns.@Nullable Reign champion) {
        same("entry of the rival", candidate, champion == null ? 0 : champion.sequence(), file.championSequence());
        CaseFile.Other other = file.champion();
        CaseFile.Party party = other.party();
        if (other.champion() != null) {
            same("rival", candidate, champion == null ? null : champion.variant(), other.champion());
        }
        if (party != null || champion == null) {
            same(
                    "file of the rival",
                    candidate,
                    champion == null ? null : champion.digest(),
                    party == null ? null : party.model().digest());
        }
    }

    /** Of the champion. */
    void champion(LedgerEntry.Considered champion, CaseFile file, EvaluationPlan plan) {
        ModelVersion version = file.variant().modelVersion();
        same("upload", champion, new ModelVersion(entry.model(), entry.version()), version);
        same("target", champion, entry.target(), file.policy().target());
        same("file", champion, entry.digest(), plan.variant().artifact().digest());
        LabelledPictures pictures = plan.split();
        same("name of the dataset", champion, entry.dataset(), pictures.dataset());
        same("split", champion, entry.split(), pictures.split());
        same("tool", champion, entry.toolVersion(), file.tool());
        same(
                "seed",
                champion,
                entry.seed(),
                file.policy().resamplingOrStandard().seed());
    }

    /** Figures of any candidate. */
    void figures(LedgerEntry.Considered candidate, MeasuredFigures again) {
        same("metrics as candidate", candidate, candidate.metrics(), again.metrics());
    }

    /** Figures of the champion. */
    void championFigures(LedgerEntry.Considered champion, CaseFile file, MeasuredFigures again) {
        same("metrics", champion, entry.metrics(), again.metrics());
        same(
                "figures of each class",
                champion,
                entry.perClass(),
                again.classes().stream().map(ClassFigures::published).toList());
        same("minimum score", champion, entry.minimumScore(), again.minimumScore());
        same(
                "minimum scores of its classes",
                champion,
                entry.classMinimumScores(),
                again.minimumScores(Objects.requireNonNull(file.judged()).manifest(), file.policy()));
    }

    /** Costs are recorded and not measured again: those that were judged are those of the champion's cost report. */
    void costs(LedgerEntry.Considered champion, CaseFile file, EvaluationPlan plan) {
        Sha256 digest = entry.costDigest();
        if (digest == null) {
            heard.accept(Check.of(entry.sequence(), what("cost report", champion), false, "the entry names none"));
            return;
        }
        CostReport report = CostReport.read(store.read(digest));
        same("file of the cost report", champion, plan.variant().artifact().digest(), report.variant());
        same(
                "uploaded file of the cost report",
                champion,
                plan.baseline().artifact().digest(),
                report.baseline());
        same("costs", champion, Objects.requireNonNull(file.judged()).costs(), CostFigures.of(report));
        CaseFile.Party baseline = file.baseline().party();
        if (baseline != null) {
            same("costs of the uploaded file beside those", champion, baseline.costs(), CostFigures.ofBaseline(report));
        }
    }

    private void same(String what, LedgerEntry.Considered candidate, @Nullable Object written, @Nullable Object found) {
        heard.accept(Check.same(entry.sequence(), what(what, candidate), written, found));
    }

    private static String what(String what, LedgerEntry.Considered candidate) {
        return "%s of %s".formatted(what, candidate.variant());
    }
}
