package dev.visor.ingest.dashboard.page.evaluation;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Policy;
import dev.visor.ingest.dashboard.document.Answer;
import dev.visor.ingest.dashboard.document.ComparisonDocument;
import dev.visor.ingest.dashboard.document.CostDocument;
import dev.visor.ingest.dashboard.document.EvaluationDocuments;
import dev.visor.ingest.dashboard.page.Scatter;
import dev.visor.ingest.dashboard.page.VariantCharts;
import dev.visor.ingest.dashboard.view.MeasuredQueries;
import dev.visor.ingest.dashboard.view.VersionDetail;
import dev.visor.ingest.dashboard.view.VersionQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What tells two variants apart. */
@Controller
class ComparisonPageController {
    private static final String CHAMPION = "champion";
    private static final int CHOICES = 500;

    private final MeasuredQueries measured;
    private final VersionQueries versions;
    private final EvaluationDocuments documents;

    ComparisonPageController(MeasuredQueries measured, VersionQueries versions, EvaluationDocuments documents) {
        this.measured = measured;
        this.versions = versions;
        this.documents = documents;
    }

    @GetMapping("/compare")
    String compare(
            @RequestParam(required = false) @Nullable String first,
            @RequestParam(required = false) @Nullable String second,
            Model model) {
        model.addAttribute("choices", measured.latest(CHOICES));
        model.addAttribute("first", first);
        model.addAttribute("second", second);
        if (first != null && second != null && !first.isBlank() && !second.isBlank()) {
            VariantId one = parse(first);
            switch (CHAMPION.equals(second)
                    ? documents.comparisonWithChampion(one)
                    : documents.comparison(one, parse(second))) {
                case Answer.Found<ComparisonDocument> found -> show(found.document(), model);
                case Answer.Missing<ComparisonDocument> missing -> model.addAttribute("missing", missing.reason());
            }
        }
        return "compare";
    }

    private static VariantId parse(String text) {
        try {
            return VariantId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "a variant is written model.version.recipe, was '%s'".formatted(text),
                    e);
        }
    }

    private void show(ComparisonDocument comparison, Model model) {
        ComparisonDocument.Party one = comparison.first();
        ComparisonDocument.Party two = comparison.second();
        Names names = Names.of(one.variant(), two.variant());
        model.addAttribute("comparison", comparison);
        model.addAttribute("names", names);
        model.addAttribute("principal", lines(comparison, f -> isOfAll(f) && isPrincipal(f)));
        model.addAttribute("more", lines(comparison, f -> isOfAll(f) && !isPrincipal(f)));
        model.addAttribute("classes", lines(comparison, f -> f.className() != null));
        List<Curves.Of> curves = List.of(
                new Curves.Of(names.first, one.curves(), one.operating()),
                new Curves.Of(names.second, two.curves(), two.operating()));
        List<LineChart> charts = new ArrayList<>(List.of(Curves.precisionRecall(curves), Curves.f1(curves)));
        times(names, one, two).ifPresent(times -> charts.add(CostCharts.latency(times)));
        model.addAttribute("lines", charts);
        model.addAttribute(
                "errors",
                List.of(
                        ErrorCharts.costs(one.tide(), names.first, two.tide(), names.second),
                        ErrorCharts.difference(comparison.tide(), names.first)));
        model.addAttribute(
                "slices",
                Stream.of(Metric.AP, Metric.RECALL)
                        .flatMap(m -> SliceCharts.differences(comparison.figures(), m).stream())
                        .toList());
        model.addAttribute(
                "confusions", List.of(ConfusionTable.of(one.confusion()), ConfusionTable.of(two.confusion())));
        model.addAttribute(
                "fronts",
                Stream.of(two.variant().modelVersion(), one.variant().modelVersion())
                        .distinct()
                        .map(this::front)
                        .toList());
    }

    private static boolean isOfAll(ComparisonDocument.Figure figure) {
        return figure.className() == null && figure.slice() == null;
    }

    /** Costs, and figures whose difference has an interval: with those one decides. */
    private static boolean isPrincipal(ComparisonDocument.Figure figure) {
        return switch (figure.metric().unit()) {
            case MILLIS, BYTES -> true;
            case FRACTION, PER_PICTURE -> figure.low() != null;
        };
    }

    private static List<FigureTable.Line> lines(
            ComparisonDocument comparison, Predicate<ComparisonDocument.Figure> which) {
        return FigureTable.of(comparison.figures().stream()
                .filter(which)
                .filter(f -> f.first() != null || f.second() != null)
                .toList());
    }

    /** Single rounds of both; empty unless both were kept. */
    private static Optional<List<CostCharts.Times>> times(
            Names names, ComparisonDocument.Party one, ComparisonDocument.Party two) {
        List<Long> first = rounds(one.costs());
        List<Long> second = rounds(two.costs());
        return first.isEmpty() || second.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        List.of(new CostCharts.Times(names.first, first), new CostCharts.Times(names.second, second)));
    }

    private static List<Long> rounds(@Nullable CostDocument costs) {
        return costs == null ? List.of() : costs.latency().getFirst().variantNanos();
    }

    /** All variants of an upload, accuracy against time and size. */
    record Front(ModelVersion upload, List<Scatter> charts) {}

    private Front front(ModelVersion upload) {
        VersionDetail version = versions.version(upload.model(), upload.version());
        Policy policy = versions.policy(upload.model(), upload.version()).orElse(null);
        return new Front(upload, new VariantCharts(version, policy, Metric.AP).charts());
    }

    /** What the two are called in drawings: recipes of one upload, else whole ids. */
    record Names(String first, String second) {
        static Names of(VariantId first, VariantId second) {
            return first.modelVersion().equals(second.modelVersion())
                    ? new Names(first.recipe(), second.recipe())
                    : new Names(first.toString(), second.toString());
        }
    }
}
