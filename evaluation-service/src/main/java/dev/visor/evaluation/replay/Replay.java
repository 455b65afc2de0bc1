package dev.visor.evaluation.replay;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.figure.Exhibit;
import dev.visor.evaluation.ledger.LedgerEntry;
import dev.visor.evaluation.look.LocalLooks;
import dev.visor.evaluation.look.PictureCache;
import dev.visor.evaluation.look.SeenStore;
import dev.visor.evaluation.look.ToolVersion;
import dev.visor.evaluation.promotion.Candidate;
import dev.visor.evaluation.promotion.Selection;
import dev.visor.evaluation.run.EvaluationPlan;
import dev.visor.evaluation.run.MeasuredFigures;
import dev.visor.evaluation.run.Reporting;
import dev.visor.evaluation.verdict.CaseFile;
import dev.visor.evaluation.verdict.Court;
import dev.visor.platform.artifact.ArtifactStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives the decisions of a ledger again. */
public final class Replay {
    private final ArtifactStore store;
    private final Court court;
    private final @Nullable SecondLooks looks;
    private final Consumer<Check> heard;
    private final Map<Sha256, LabelledPictures> datasets = new HashMap<>();

    /**
     * Prepares.
     *
     * @param store where the artefacts are
     * @param lookAgain whether models look at the pictures again; only on the kind of machine that decided will they see
     *     the same to the last bit
     * @param progress hears of pictures that are looked at
     * @param heard hears of each check
     */
    public Replay(ArtifactStore store, boolean lookAgain, LocalLooks.Progress progress, Consumer<Check> heard) {
        this.store = store;
        this.court = new Court(new SeenStore(store), this::dataset);
        this.looks = lookAgain
                ? new SecondLooks(
                        new LocalLooks(store, this::dataset, new PictureCache(store, 1L << 30), 2, progress),
                        this::dataset,
                        heard)
                : null;
        this.heard = heard;
    }

    /**
     * Checks one promotion.
     *
     * @param reigns who was champion before it
     */
    void promotion(LedgerEntry.Promotion entry, Reigns reigns) {
        List<LedgerEntry.Considered> candidates = entry.candidates();
        if (candidates == null) {
            boolean old = entry.reportDigest() == null && entry.costDigest() == null && entry.environment() == null;
            heard.accept(Check.of(
                    entry.sequence(),
                    "decided before case files were kept: only the chain is checked",
                    old,
                    "it has all else that is kept with them, so its candidates are missing"));
            return;
        }
        List<Candidate> passing = new ArrayList<>();
        boolean complete = true;
        for (LedgerEntry.Considered candidate : candidates) {
            complete &= candidate(entry, candidate, reigns, passing);
        }
        if (complete) {
            choice(entry, passing);
        }
    }

    /** Without the verdict on one of the candidates the choice can't be made again; that one is told already. */
    private void choice(LedgerEntry.Promotion entry, List<Candidate> passing) {
        var chosen = Selection.of(entry.policy().objective(), passing).map(Candidate::variant);
        heard.accept(Check.of(
                entry.sequence(),
                "%s is the %s of %d that pass"
                        .formatted(entry.variant(), entry.policy().objective().word(), passing.size()),
                chosen.filter(entry.variant()::equals).isPresent(),
                "the choice would be %s".formatted(chosen.map(Object::toString).orElse("none"))));
    }

    /** Whether it is known if this candidate passes; it is chosen from by figures that are computed again. */
    private boolean candidate(
            LedgerEntry.Promotion entry, LedgerEntry.Considered candidate, Reigns reigns, List<Candidate> passing) {
        String what = "verdict on " + candidate.variant();
        Sha256 digest = candidate.caseFile();
        if (digest == null) {
            if (candidate.outcome() != null) {
                heard.accept(Check.of(entry.sequence(), what, false, "there is one, but the entry names no case file"));
            }
            return candidate.outcome() == null;
        }
        boolean chosen = candidate.variant().equals(entry.variant());
        try {
            CaseFile file = CaseFile.read(store.read(digest));
            Verdict verdict = court.judge(file);
            heard.accept(verdict(entry, candidate, file, verdict, what));
            what = "grounds of " + what;
            Grounds grounds = new Grounds(entry, store, heard);
            grounds.candidate(candidate, file, reigns);
            if (file.unmeasured() == null) {
                EvaluationPlan plan = court.plan(file);
                Exhibit exhibit = court.exhibit(file);
                MeasuredFigures figures = MeasuredFigures.of(exhibit);
                grounds.figures(candidate, figures);
                if (verdict.outcome() == Outcome.PASS) {
                    passing.add(new Candidate(candidate.variant(), figures.metrics()));
                }
                if (chosen) {
                    grounds.champion(candidate, file, plan);
                    grounds.championFigures(candidate, file, figures);
                    grounds.costs(candidate, file, plan);
                    report(entry, file, plan, exhibit);
                    if (looks != null) {
                        looks.at(entry.sequence(), file, plan);
                    }
                }
            }
            return true;
        } catch (RuntimeException e) {
            heard.accept(Check.broken(entry.sequence(), what, e));
            return false;
        }
    }

    /** The champion's to the byte; of the others the ledger has only the outcome. */
    private static Check verdict(
            LedgerEntry.Promotion entry,
            LedgerEntry.Considered candidate,
            CaseFile file,
            Verdict verdict,
            String what) {
        boolean chosen = candidate.variant().equals(entry.variant());
        boolean same = verdict.outcome() == candidate.outcome()
                && (!chosen || json(verdict).equals(json(entry.verdict())));
        return Check.of(
                entry.sequence(),
                what + ": " + verdict.outcome(),
                same,
                "it would be %s; written is %s%s%s"
                        .formatted(
                                json(verdict),
                                candidate.outcome(),
                                chosen ? ", " + json(entry.verdict()) : "",
                                otherTool(file)));
    }

    private static String otherTool(CaseFile file) {
        return file.tool().equals(ToolVersion.CURRENT)
                ? ""
                : " (decided by '%s', this is '%s')".formatted(file.tool(), ToolVersion.CURRENT);
    }

    private void report(LedgerEntry.Promotion entry, CaseFile file, EvaluationPlan plan, Exhibit exhibit) {
        CaseFile.SeenAt clean = Objects.requireNonNull(file.judged()).seen().stream()
                .filter(seen -> seen.look().equals(plan.clean().key()))
                .findFirst()
                .orElseThrow();
        Sha256 written = entry.reportDigest();
        Sha256 again = Sha256.of(Reporting.bytes(plan, exhibit, clean.table(), clean.detections()));
        heard.accept(Check.of(
                entry.sequence(),
                "report on %s: %s".formatted(entry.variant(), written == null ? "none" : written.abbreviated()),
                again.equals(written),
                "it would have the digest %s%s".formatted(again, otherTool(file))));
    }

    private static String json(Verdict verdict) {
        return ContractJson.MAPPER.writeValueAsString(verdict);
    }

    private LabelledPictures dataset(Sha256 digest) {
        return datasets.computeIfAbsent(
                digest,
                d -> LabelledPictures.of(d, ContractJson.MAPPER.readValue(store.read(d), DatasetManifest.class)));
    }
}
