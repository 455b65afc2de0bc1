package dev.visor.ingest.dashboard.page;

import dev.visor.contracts.compression.KernelTime;
import dev.visor.ingest.dashboard.view.ReportQueries;
import dev.visor.ingest.dashboard.view.VariantDetail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A variant's report with all its rows, and what differs between two. */
@Controller
@RequestMapping("/models/{model}/{version:[0-9]{1,9}}")
class ReportPageController {
    private final ReportQueries reports;

    ReportPageController(ReportQueries reports) {
        this.reports = reports;
    }

    /** Time of all kernels of one operator. */
    record OperatorTime(String opType, KernelTime.Kind kind, int kernels, double micros, double share) {}

    @GetMapping("/report/{recipe}")
    String report(
            @PathVariable("model") String name, @PathVariable int version, @PathVariable String recipe, Model model) {
        ReportQueries.Report report = reports.report(name, version, recipe);
        VariantDetail.Report summary = report.variant().report();
        model.addAttribute("model", name);
        model.addAttribute("version", version);
        model.addAttribute("variant", report.variant());
        model.addAttribute("report", summary);
        model.addAttribute("details", report.details());
        model.addAttribute("operators", operators(report.details().kernels()));
        model.addAttribute("channels", ChannelBars.of(report.details(), summary == null ? 0 : summary.macs()));
        model.addAttribute("trials", TrialChart.of(summary == null ? null : summary.search()));
        return "report";
    }

    @GetMapping("/diff")
    String diff(
            @PathVariable("model") String name,
            @PathVariable int version,
            @RequestParam String a,
            @RequestParam String b,
            Model model) {
        model.addAttribute("model", name);
        model.addAttribute("version", version);
        model.addAttribute("diff", reports.diff(name, version, a, b));
        return "diff";
    }

    private static List<OperatorTime> operators(List<KernelTime> kernels) {
        double total = kernels.stream().mapToDouble(KernelTime::micros).sum();
        Map<String, OperatorTime> byOperator = new TreeMap<>();
        for (KernelTime kernel : kernels) {
            byOperator.merge(
                    kernel.opType() + kernel.kind(),
                    new OperatorTime(kernel.opType(), kernel.kind(), 1, kernel.micros(), kernel.micros() / total),
                    (x, y) -> new OperatorTime(
                            x.opType(),
                            x.kind(),
                            x.kernels() + y.kernels(),
                            x.micros() + y.micros(),
                            x.share() + y.share()));
        }
        List<OperatorTime> sorted = new ArrayList<>(byOperator.values());
        sorted.sort(Comparator.comparingDouble(OperatorTime::micros).reversed());
        return sorted;
    }
}
