package dev.visor.evaluation.replay;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.ledger.LedgerEntry;
import dev.visor.evaluation.look.DetectionFormat;
import dev.visor.evaluation.look.LocalLooks;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.PictureCache;
import dev.visor.evaluation.look.Seen;
import dev.visor.evaluation.look.SeenStore;
import dev.visor.evaluation.look.ToolVersion;
import dev.visor.evaluation.promotion.Candidate;
import dev.visor.evaluation.promotion.Selection;
import dev.visor.evaluation.run.EvaluationPlan;
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
    private final boolean lookAgain;
    private final LocalLooks.Progress progress;
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
        this.lookAgain = lookAgain;
        this.progress = progress;
        this.heard = heard;
    }

    /** Checks one promotion. */
    void promotion(LedgerEntry.Promotion entry) {
        List<LedgerEntry.Considered> candidates = entry.candidates();
        if (candidates == null) {
            heard.accept(
                    Check.held(entry.sequence(), "decided before case files were kept: only the chain is checked"));
            return;
        }
        List<Candidate> passing = new ArrayList<>();
        boolean complete = true;
        for (LedgerEntry.Considered candidate : candidates) {
            Sha256 file = candidate.caseFile();
            if (file == null) {
                continue;
            }
            Verdict verdict = verdict(entry, candidate, file);
            complete &= verdict != null;
            if (verdict != null && verdict.outcome() == Outcome.PASS) {
                passing.add(new Candidate(candidate.variant(), Objects.requireNonNull(candidate.metrics())));
            }
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

    private @Nullable Verdict verdict(LedgerEntry.Promotion entry, LedgerEntry.Considered candidate, Sha256 digest) {
        String what = "verdict on " + candidate.variant();
        try {
            CaseFile file = CaseFile.read(store.read(digest));
            Verdict verdict = court.judge(file);
            boolean chosen = candidate.variant().equals(entry.variant());
            boolean same =
                    chosen ? json(verdict).equals(json(entry.verdict())) : verdict.outcome() == candidate.outcome();
            heard.accept(Check.of(
                    entry.sequence(),
                    what + ": " + verdict.outcome(),
                    same,
                    "it would be %s; written is %s%s"
                            .formatted(
                                    json(verdict),
                                    chosen ? json(entry.verdict()) : String.valueOf(candidate.outcome()),
                                    otherTool(file))));
            if (chosen && file.unmeasured() == null) {
                report(entry, file);
                if (lookAgain) {
                    look(entry, file);
                }
            }
            return verdict;
        } catch (RuntimeException e) {
            heard.accept(Check.broken(entry.sequence(), what, e));
            return null;
        }
    }

    private static String otherTool(CaseFile file) {
        return file.tool().equals(ToolVersion.CURRENT)
                ? ""
                : " (decided by '%s', this is '%s')".formatted(file.tool(), ToolVersion.CURRENT);
    }

    private void report(LedgerEntry.Promotion entry, CaseFile file) {
        Sha256 written = entry.reportDigest();
        if (written == null) {
            return;
        }
        EvaluationPlan plan = court.plan(file);
        CaseFile.SeenAt clean = Objects.requireNonNull(file.judged()).seen().stream()
                .filter(seen -> seen.look().equals(plan.clean().key()))
                .findFirst()
                .orElseThrow();
        Sha256 again = Sha256.of(Reporting.bytes(plan, court.exhibit(file), clean.table(), clean.detections()));
        heard.accept(Check.of(
                entry.sequence(),
                "report on %s: %s".formatted(entry.variant(), written.abbreviated()),
                again.equals(written),
                "it would have the digest %s%s".formatted(again, otherTool(file))));
    }

    private void look(LedgerEntry.Promotion entry, CaseFile file) {
        EvaluationPlan plan = court.plan(file);
        LocalLooks looks = new LocalLooks(store, this::dataset, new PictureCache(store, 1L << 30), 2, progress);
        Map<Sha256, CaseFile.SeenAt> written = new HashMap<>();
        Objects.requireNonNull(file.judged()).seen().forEach(seen -> written.put(seen.look(), seen));
        for (Look look : plan.looks()) {
            Seen seen = looks.apply(look);
            Sha256 again = Sha256.of(DetectionFormat.write(
                    dataset(look.dataset()).images().subList(0, look.pictures()), seen.detections()));
            Sha256 before = Objects.requireNonNull(written.get(look.key())).detections();
            heard.accept(Check.of(
                    entry.sequence(),
                    "%s sees the same on %d pictures%s".formatted(entry.variant(), look.pictures(), how(look)),
                    again.equals(before),
                    "what it sees has the digest %s, then it was %s".formatted(again, before)));
        }
    }

    private static String how(Look look) {
        Look.Corrupted corruption = look.corruption();
        return corruption == null ? "" : " under %s %d".formatted(corruption.word(), corruption.severity());
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
