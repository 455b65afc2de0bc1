package dev.visor.ingest.dashboard.page;

import dev.visor.contracts.Names;
import dev.visor.contracts.event.ExperimentChanged;
import dev.visor.contracts.experiment.CurveSweep;
import dev.visor.ingest.dashboard.view.ExperimentEntry;
import dev.visor.ingest.dashboard.view.ExperimentQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Experiments and their curves. */
@Controller
class ExperimentPageController {
    private static final int LATEST = 100;

    private final ExperimentQueries experiments;

    ExperimentPageController(ExperimentQueries experiments) {
        this.experiments = experiments;
    }

    @GetMapping("/experiments")
    String list(
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(name = "model", required = false) @Nullable String name,
            Model model) {
        String chosen = name == null || name.isBlank() ? null : Names.require("model", name);
        model.addAttribute("chosen", chosen);
        model.addAttribute("experiments", experiments.latest(chosen, LATEST));
        return PageController.view("experiments", part, Set.of("experiments"));
    }

    /**
     * A sweep in the legend.
     *
     * @param look its colour and shape
     * @param shape that shape as SVG has it, in a square of 12 pixels
     */
    record LegendEntry(int look, String shape, CurveSweep sweep) {}

    @GetMapping("/experiments/{id}")
    String experiment(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable String metric,
            Model model) {
        ExperimentEntry entry = experiments.experiment(Names.require("experiment", id));
        boolean ap50 = "ap50".equals(metric);
        model.addAttribute("entry", entry);
        model.addAttribute("experiment", entry.facts());
        model.addAttribute("metric", ap50 ? "ap50" : "ap");
        model.addAttribute("legend", legend(entry.facts()));
        model.addAttribute("charts", new ExperimentCharts(entry.facts(), ap50).charts());
        return PageController.view("experiment", part, Set.of("progress", "curves"));
    }

    private static List<LegendEntry> legend(ExperimentChanged experiment) {
        List<LegendEntry> legend = new ArrayList<>();
        for (CurveSweep sweep : experiment.sweeps()) {
            int look = legend.size() % CurveChart.LOOKS;
            legend.add(new LegendEntry(look, CurveChart.shape(look, 6, 6), sweep));
        }
        return legend;
    }
}
