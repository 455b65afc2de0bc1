package dev.visor.ingest.dashboard.page.dataset;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Rule;
import dev.visor.detection.dataset.duplicate.Duplicates;
import dev.visor.ingest.dashboard.document.Answer;
import dev.visor.ingest.dashboard.document.EvaluationDocuments;
import dev.visor.ingest.dashboard.document.SuspiciousDocument;
import dev.visor.ingest.dashboard.view.Sheet;
import dev.visor.ingest.dashboard.view.SheetQueries;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** A dataset: what it is made of, what is doubtful in it, and its pictures to look through. */
@Controller
class DatasetPageController {
    private static final int CARDS = 24;
    private static final int PAIRS = 12;

    private final SheetQueries sheets;
    private final EvaluationDocuments documents;

    DatasetPageController(SheetQueries sheets, EvaluationDocuments documents) {
        this.sheets = sheets;
        this.documents = documents;
    }

    /**
     * Findings of one rule.
     *
     * @param rule which
     * @param count how many
     * @param pictures how many pictures of the dataset they are about; those left out are none
     * @param first the first of them
     */
    record RuleRow(Rule rule, int count, int pictures, Finding first) {}

    /** Two near pictures. */
    record PairRow(Duplicates.Pair pair, LabelledImage image, LabelledImage other) {}

    @GetMapping("/datasets/{name}")
    String dataset(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable Sha256 version,
            @RequestParam(required = false) @Nullable String split,
            @RequestParam(name = "class", required = false) @Nullable String className,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Sheet sheet = sheets.sheet(name, version);
        List<String> classes = sheet.manifest().classes();
        Map<String, List<Finding>> findings = byPicture(sheet.findings());
        SheetFilter filter = new SheetFilter(
                word(Split.class, split),
                className == null || !classes.contains(className) ? null : classes.indexOf(className),
                tag == null || tag.isBlank() ? null : tag,
                word(Rule.class, rule));
        List<LabelledImage> matching = sheet.manifest().images().stream()
                .filter(image -> filter.keeps(image, findings.getOrDefault(image.file(), List.of())))
                .toList();
        int pages = Math.max(1, Math.ceilDiv(matching.size(), CARDS));
        int shown = Math.clamp(page, 1, pages);
        model.addAttribute("name", name);
        model.addAttribute("sheet", sheet);
        model.addAttribute("classes", classes);
        model.addAttribute("rules", rules(sheet));
        model.addAttribute("pairs", pairs(sheet));
        model.addAttribute("filter", filter);
        model.addAttribute("asked", version);
        model.addAttribute("matching", matching.size());
        model.addAttribute("page", shown);
        model.addAttribute("pages", pages);
        model.addAttribute(
                "cards",
                matching.stream()
                        .skip((long) (shown - 1) * CARDS)
                        .limit(CARDS)
                        .map(image -> SheetCard.of(
                                image, classes, findings.getOrDefault(image.file(), List.of()), filter.rule()))
                        .toList());
        switch (documents.suspicious(name, sheet.version().digest())) {
            case Answer.Found<SuspiciousDocument> found -> {
                model.addAttribute("suspicious", found.document());
                model.addAttribute("doubts", Doubts.of(found.document(), sheet.manifest()));
            }
            case Answer.Missing<SuspiciousDocument> missing ->
                model.addAttribute("suspiciousMissing", missing.reason());
        }
        return "dataset";
    }

    /** A constant by its name in any case; null if there is none, since a filter that asks for nonsense asks nothing. */
    private static <E extends Enum<E>> @Nullable E word(Class<E> type, @Nullable String word) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(word)) {
                return constant;
            }
        }
        return null;
    }

    private static Map<String, List<Finding>> byPicture(List<Finding> findings) {
        Map<String, List<Finding>> byPicture = new HashMap<>();
        for (Finding finding : findings) {
            if (finding.picture() != null) {
                byPicture
                        .computeIfAbsent(finding.picture(), k -> new ArrayList<>())
                        .add(finding);
            }
        }
        return byPicture;
    }

    private static List<RuleRow> rules(Sheet sheet) {
        Set<String> there =
                sheet.manifest().images().stream().map(LabelledImage::file).collect(Collectors.toSet());
        Map<Rule, List<Finding>> byRule = new EnumMap<>(Rule.class);
        sheet.findings()
                .forEach(f ->
                        byRule.computeIfAbsent(f.rule(), k -> new ArrayList<>()).add(f));
        return byRule.entrySet().stream()
                .map(e -> new RuleRow(
                        e.getKey(),
                        e.getValue().size(),
                        (int) e.getValue().stream()
                                .map(Finding::picture)
                                .filter(p -> p != null && there.contains(p))
                                .distinct()
                                .count(),
                        e.getValue().getFirst()))
                .toList();
    }

    private static List<PairRow> pairs(Sheet sheet) {
        List<PairRow> rows = new ArrayList<>();
        if (sheet.duplicates() != null) {
            Map<String, LabelledImage> images = new HashMap<>();
            sheet.manifest().images().forEach(i -> images.put(i.file(), i));
            for (Duplicates.Pair pair : sheet.duplicates().pairs()) {
                LabelledImage image = images.get(pair.file());
                LabelledImage other = images.get(pair.other());
                if (image != null && other != null && rows.size() < PAIRS) {
                    rows.add(new PairRow(pair, image, other));
                }
            }
        }
        return rows;
    }
}
