package dev.visor.ingest.dashboard.page;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.ingest.dashboard.view.DetectionQueries;
import dev.visor.ingest.dashboard.view.FleetQueries;
import dev.visor.ingest.dashboard.view.LibraryQueries;
import dev.visor.ingest.dashboard.view.ModelQueries;
import dev.visor.ingest.dashboard.view.ModelSummary;
import dev.visor.ingest.dashboard.view.Page;
import dev.visor.ingest.dashboard.view.RecipeQueries;
import dev.visor.ingest.dashboard.view.VersionQueries;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The overview, the fleet and the detections. A page is made of parts that read themselves again as {@code ?part=…} when
 * the live stream says so.
 */
@Controller
class PageController {
    private static final int MODELS = 20;
    private static final int FRAMES = 12;
    private static final Set<String> OVERVIEW_PARTS = Set.of("models", "serving", "frames", "library");

    private final ModelQueries models;
    private final VersionQueries versions;
    private final FleetQueries fleet;
    private final DetectionQueries detections;
    private final LibraryQueries library;
    private final RecipeQueries recipes;

    PageController(
            ModelQueries models,
            VersionQueries versions,
            FleetQueries fleet,
            DetectionQueries detections,
            LibraryQueries library,
            RecipeQueries recipes) {
        this.models = models;
        this.versions = versions;
        this.fleet = fleet;
        this.detections = detections;
        this.library = library;
        this.recipes = recipes;
    }

    @GetMapping("/")
    String overview(
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable String pageToken,
            Model model) {
        if (part == null || part.equals("models")) {
            Page<ModelSummary> page = models.models(MODELS, pageToken);
            model.addAttribute("rows", page.items().stream().map(this::row).toList());
            model.addAttribute("nextPageToken", page.nextPageToken());
            model.addAttribute("pageToken", pageToken);
        }
        if (part == null || part.equals("serving")) {
            model.addAttribute("fleet", fleet.fleet());
        }
        if (part == null || part.equals("frames")) {
            model.addAttribute("frames", detections.newestOfEachCamera());
        }
        if (part == null || part.equals("library")) {
            model.addAttribute("library", library.library());
        }
        return view("overview", part, OVERVIEW_PARTS);
    }

    @GetMapping("/fleet")
    String fleet(@RequestParam(required = false) @Nullable String part, Model model) {
        model.addAttribute("fleet", fleet.fleet());
        return view("fleet", part, Set.of("fleet"));
    }

    @GetMapping("/detections")
    String detections(
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable String camera,
            Model model) {
        String chosen = camera == null || camera.isBlank() ? null : camera;
        model.addAttribute("camera", chosen);
        model.addAttribute("cameras", detections.cameras());
        model.addAttribute("frames", detections.pictured(chosen, FRAMES));
        return view("detections", part, Set.of("frames"));
    }

    @GetMapping("/upload")
    String upload(Model model) {
        model.addAttribute("library", library.library());
        model.addAttribute("recipes", recipes.recipes());
        return "upload";
    }

    @GetMapping("/recipes")
    String recipes(@RequestParam(required = false) @Nullable String part, Model model) {
        model.addAttribute("recipes", recipes.recipes());
        return view("recipes", part, Set.of("recipes"));
    }

    private OverviewRow row(ModelSummary model) {
        return new OverviewRow(
                model,
                Steps.of(model.stage()),
                versions.running(model.model(), model.latestVersion()),
                models.versions(model.model()).stream().skip(1).limit(8).toList());
    }

    /** The page, or one part of it. */
    static String view(String page, @Nullable String part, Set<String> parts) {
        if (part == null) {
            return page;
        }
        if (!parts.contains(part)) {
            throw new VisorException(
                    ErrorCode.NOT_FOUND, "this page has no part of that name, only %s".formatted(List.copyOf(parts)));
        }
        return page + " :: part-" + part;
    }
}
