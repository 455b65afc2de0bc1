package dev.visor.ingest.dashboard.page.evaluation;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Metric;
import dev.visor.ingest.dashboard.document.Answer;
import dev.visor.ingest.dashboard.document.CostDocument;
import dev.visor.ingest.dashboard.document.EvaluationDocuments;
import dev.visor.ingest.dashboard.document.ExplanationDocument;
import dev.visor.ingest.dashboard.document.ReportDocument;
import dev.visor.ingest.dashboard.view.VariantDetail;
import dev.visor.ingest.dashboard.view.VersionDetail;
import dev.visor.ingest.dashboard.view.VersionQueries;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Why a variant's verdict is what it is. */
@Controller
class EvaluationPageController {
    private final VersionQueries versions;
    private final EvaluationDocuments documents;

    EvaluationPageController(VersionQueries versions, EvaluationDocuments documents) {
        this.versions = versions;
        this.documents = documents;
    }

    @GetMapping("/models/{model}/{version:[0-9]{1,9}}/evaluation/{recipe}")
    String evaluation(
            @PathVariable("model") String name, @PathVariable int version, @PathVariable String recipe, Model model) {
        VersionDetail detail = versions.version(name, version);
        VariantDetail variant = detail.variants().stream()
                .filter(v -> v.recipe().equals(recipe))
                .findFirst()
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND,
                        "version %d of model '%s' has no variant '%s'; there are: %s"
                                .formatted(
                                        version,
                                        name,
                                        recipe,
                                        String.join(
                                                ", ",
                                                detail.variants().stream()
                                                        .map(VariantDetail::recipe)
                                                        .toList()))));
        VariantId id = new VariantId(new ModelVersion(name, version), recipe);
        model.addAttribute("model", name);
        model.addAttribute("version", version);
        model.addAttribute("variant", variant);
        boolean measured = variant.metrics() != null;
        switch (measured ? documents.report(id) : new Answer.Missing<ReportDocument>("It was not measured (yet).")) {
            case Answer.Found<ReportDocument> found -> show(found.document(), model);
            case Answer.Missing<ReportDocument> missing -> model.addAttribute("reportMissing", missing.reason());
        }
        switch (measured ? documents.costs(id) : new Answer.Missing<CostDocument>("")) {
            case Answer.Found<CostDocument> found -> show(recipe, found.document(), model);
            case Answer.Missing<CostDocument> missing -> {}
        }
        switch (variant.verdict() == null
                ? new Answer.Missing<ExplanationDocument>("There is no verdict yet.")
                : documents.explanation(id)) {
            case Answer.Found<ExplanationDocument> found -> show(found.document(), model);
            case Answer.Missing<ExplanationDocument> missing ->
                model.addAttribute("explanationMissing", missing.reason());
        }
        return "evaluation";
    }

    private static void show(ReportDocument report, Model model) {
        List<Curves.Of> curves = List.of(new Curves.Of(
                "",
                report.curves(),
                report.thresholds().perClass().stream()
                        .map(ReportDocument.Thresholds.OfClass::fitted)
                        .toList()));
        model.addAttribute("report", report);
        model.addAttribute("classes", ClassRow.of(report));
        model.addAttribute(
                "whole",
                report.figures().stream()
                        .filter(f -> f.className() == null && f.slice() == null)
                        .toList());
        model.addAttribute(
                "lines",
                List.of(Curves.precisionRecall(curves), Curves.f1(curves), Curves.reliability(report.calibration())));
        model.addAttribute("confusion", ConfusionTable.of(report.confusion()));
        model.addAttribute(
                "errors",
                Stream.of(
                                Optional.of(ErrorCharts.costs(report.tide(), "", null, "")),
                                Optional.ofNullable(report.tideSinceParent())
                                        .map(t -> ErrorCharts.difference(t, "the upload")))
                        .flatMap(Optional::stream)
                        .toList());
        model.addAttribute(
                "slices",
                Stream.of(Metric.AP, Metric.RECALL)
                        .flatMap(m -> SliceCharts.values(report.figures(), m).stream())
                        .toList());
        if (report.robustness() != null) {
            model.addAttribute("robustness", CostCharts.robustness(report.robustness()));
        }
    }

    private static void show(String recipe, CostDocument costs, Model model) {
        CostDocument.Latency latency = costs.latency().getFirst();
        model.addAttribute("costs", costs);
        if (!latency.variantNanos().isEmpty()) {
            CostCharts.Times own = new CostCharts.Times(recipe, latency.variantNanos());
            model.addAttribute(
                    "latency",
                    CostCharts.latency(
                            recipe.equals(VariantId.BASELINE)
                                    ? List.of(own)
                                    : List.of(own, new CostCharts.Times("the upload", latency.baselineNanos()))));
        }
    }

    private static void show(ExplanationDocument explanation, Model model) {
        model.addAttribute("explanation", explanation);
        model.addAttribute(
                "gates", explanation.gates().stream().map(GateRow::of).toList());
    }
}
