package dev.visor.evaluation.replay;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.VariantId;
import dev.visor.detection.accuracy.MatchTableFormat;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.look.DetectionFormat;
import dev.visor.evaluation.look.LocalLooks;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.Seen;
import dev.visor.evaluation.run.EvaluationPlan;
import dev.visor.evaluation.verdict.CaseFile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lets the models of cases look at the pictures again, each model in each way once. */
final class SecondLooks {
    private final LocalLooks looks;
    private final Function<Sha256, LabelledPictures> datasets;
    private final Consumer<Check> heard;
    private final Map<Sha256, CaseFile.SeenAt> again = new HashMap<>();

    SecondLooks(LocalLooks looks, Function<Sha256, LabelledPictures> datasets, Consumer<Check> heard) {
        this.looks = looks;
        this.datasets = datasets;
        this.heard = heard;
    }

    private record Who(String name, Look look) {}

    /** All that the case rests on: what the variant saw, the uploaded file and the champion. */
    void at(long entry, CaseFile file, EvaluationPlan plan) {
        for (Who who : all(file, plan)) {
            Look look = who.look;
            String what = "%s sees the same on %d pictures%s".formatted(who.name, look.pictures(), how(look));
            try {
                CaseFile.SeenAt now = again.computeIfAbsent(look.key(), key -> seen(look));
                List<CaseFile.SeenAt> written = written(file, look.key());
                heard.accept(Check.of(
                        entry,
                        what,
                        !written.isEmpty() && written.stream().allMatch(now::equals),
                        "what it sees has the digests %s, then it was %s"
                                .formatted(digests(List.of(now)), digests(written))));
            } catch (RuntimeException e) {
                heard.accept(Check.broken(entry, what, e));
            }
        }
    }

    private static List<Who> all(CaseFile file, EvaluationPlan plan) {
        Map<Sha256, Who> all = new LinkedHashMap<>();
        add(all, file.variant().toString(), plan.looks());
        if (!plan.isBaseline()) {
            add(all, VariantId.baselineOf(file.variant().modelVersion()).toString(), List.of(plan.ofBaseline()));
        }
        CaseFile.Party baseline = file.baseline().party();
        if (baseline != null) {
            add(
                    all,
                    VariantId.baselineOf(file.variant().modelVersion()).toString(),
                    plan.ofBaselineItself().looks());
        }
        CaseFile.Party champion = file.champion().party();
        if (champion != null) {
            VariantId name = file.champion().champion();
            add(
                    all,
                    "champion " + (name == null ? champion.model().digest().abbreviated() : name),
                    List.of(plan.ofOther(champion.asModel())));
        }
        return List.copyOf(all.values());
    }

    private static void add(Map<Sha256, Who> all, String name, List<Look> looks) {
        looks.forEach(look -> all.putIfAbsent(look.key(), new Who(name, look)));
    }

    private CaseFile.SeenAt seen(Look look) {
        Seen seen = looks.apply(look);
        return new CaseFile.SeenAt(
                look.key(),
                Sha256.of(DetectionFormat.write(
                        datasets.apply(look.dataset()).images().subList(0, look.pictures()), seen.detections())),
                Sha256.of(MatchTableFormat.write(seen.table())));
    }

    private static List<CaseFile.SeenAt> written(CaseFile file, Sha256 look) {
        return Stream.of(file.judged(), file.baseline().party(), file.champion().party())
                .filter(Objects::nonNull)
                .flatMap(party -> party.seen().stream())
                .filter(seen -> seen.look().equals(look))
                .distinct()
                .toList();
    }

    private static String digests(List<CaseFile.SeenAt> seen) {
        return seen.isEmpty()
                ? "not written"
                : String.join(
                        " or ",
                        seen.stream()
                                .map(s -> "%s (matches %s)"
                                        .formatted(s.detections(), s.table().abbreviated()))
                                .toList());
    }

    private static String how(Look look) {
        Look.Corrupted corruption = look.corruption();
        return corruption == null ? "" : " under %s %d".formatted(corruption.word(), corruption.severity());
    }
}
