package dev.visor.ingest.dashboard.page;

import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Policy;
import dev.visor.ingest.dashboard.view.ExperimentQueries;
import dev.visor.ingest.dashboard.view.ModelQueries;
import dev.visor.ingest.dashboard.view.VariantDetail;
import dev.visor.ingest.dashboard.view.VersionDetail;
import dev.visor.ingest.dashboard.view.VersionQueries;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One upload with all that became of it. */
@Controller
class VersionPageController {
    private static final Set<String> PARTS = Set.of("summary", "progress", "variants", "timeline");

    private final ModelQueries models;
    private final VersionQueries versions;
    private final ExperimentQueries experiments;

    VersionPageController(ModelQueries models, VersionQueries versions, ExperimentQueries experiments) {
        this.models = models;
        this.versions = versions;
        this.experiments = experiments;
    }

    /** A model's newest version. */
    @GetMapping("/models/{model}")
    String model(@PathVariable String model) {
        return "redirect:/models/%s/%d".formatted(model, models.model(model).latestVersion());
    }

    @GetMapping("/models/{model}/{version:[0-9]{1,9}}")
    String version(
            @PathVariable("model") String name,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable String metric,
            Model model) {
        VersionDetail detail = versions.version(name, version);
        Policy policy = versions.policy(name, version).orElse(null);
        Metric shown = "ap50".equals(metric) ? Metric.AP50 : Metric.AP;
        model.addAttribute("version", detail);
        model.addAttribute("policy", policy);
        model.addAttribute("timeline", TimelineLine.of(detail.timeline()));
        model.addAttribute("steps", Steps.of(detail.stage()));
        model.addAttribute("metric", shown.word());
        model.addAttribute("charts", new VariantCharts(detail, policy, shown).charts());
        model.addAttribute(
                "running",
                detail.variants().stream().filter(v -> v.progress() != null).toList());
        model.addAttribute(
                "made",
                detail.variants().stream()
                        .filter(v -> v.report() != null)
                        .map(VariantDetail::recipe)
                        .toList());
        model.addAttribute("experiments", experiments.count(name));
        model.addAttribute("others", models.versions(name));
        return PageController.view("version", part, PARTS);
    }
}
