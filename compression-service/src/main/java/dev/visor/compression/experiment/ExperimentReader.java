package dev.visor.compression.experiment;

import dev.visor.compression.experiment.ExperimentPlan.PlannedPoint;
import dev.visor.compression.job.Upload;
import dev.visor.compression.job.Uploads;
import dev.visor.compression.job.Workbenches;
import dev.visor.compression.plan.RecipeReader;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Names;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.experiment.CurveSweep;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads what an experiment should do, and refuses it with everything that is wrong. */
@Component
class ExperimentReader {
    static final int MAX_BYTES = 64 * 1024;
    static final int MOST_POINTS = 200;

    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("name", "model", "version", "sweeps", "after"));
    private static final int LONGEST_NAME = 80;
    private static final int ID_DIGITS = 16;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxNumberLength(40)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final RecipeReader recipes;
    private final Uploads uploads;
    private final Workbenches workbenches;

    ExperimentReader(RecipeReader recipes, Uploads uploads, Workbenches workbenches) {
        this.recipes = recipes;
        this.uploads = uploads;
        this.workbenches = workbenches;
    }

    /**
     * Reads and checks.
     *
     * @throws VisorException {@code INVALID_REQUEST} if it is no JSON; {@code INVALID_EXPERIMENT} with everything that is
     *     wrong
     */
    ExperimentPlan read(String json) {
        JsonNode root = parse(json);
        if (!root.isObject()) {
            throw refused(List.of("an experiment is an object of %s".formatted(KEYS)));
        }
        List<String> problems = new ArrayList<>();
        for (String key : root.propertyNames()) {
            if (!KEYS.contains(key)) {
                problems.add("an experiment has no '%s'; it has %s".formatted(key, KEYS));
            }
        }
        Upload upload = upload(root, problems);
        int images = upload == null ? 0 : images(upload, problems);
        List<CurveSweep> sweeps = new ArrayList<>();
        List<PlannedPoint> points = new ArrayList<>();
        List<Object> content = new ArrayList<>();
        for (SweepReader.Read read : sweeps(root, problems)) {
            sweeps.add(read.sweep());
            points.addAll(read.points());
            content.add(List.of(read.sweep().label(), read.digests()));
        }
        String name = name(root, sweeps, problems);
        if (!problems.isEmpty() || upload == null) {
            throw refused(problems);
        }
        Sha256 key = Sha256.of(
                ContractJson.MAPPER.writeValueAsBytes(List.of(workbenches.key(upload), upload.version(), content)));
        return new ExperimentPlan(key.hex().substring(0, ID_DIGITS), name, upload, images, sweeps, points);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "an experiment is JSON, this is not, %s".formatted(ContractJson.fault(e)),
                    e);
        }
    }

    private @Nullable Upload upload(JsonNode root, List<String> problems) {
        JsonNode version = root.path("version");
        if (!version.isMissingNode() && !(version.isInt() && version.asInt() >= 1)) {
            problems.add("version is a whole number from 1, or left out for the latest; was %s".formatted(version));
            return null;
        }
        String model = root.path("model").asString("");
        try {
            Names.require("model", model);
        } catch (VisorException e) {
            problems.add(e.detail());
            return null;
        }
        Integer wanted = version.isMissingNode() ? null : version.asInt();
        Upload upload = uploads.find(model, wanted).orElse(null);
        if (upload == null) {
            problems.add(
                    wanted == null
                            ? "there is no upload of model '%s'; upload it first".formatted(model)
                            : "there is no version %d of model '%s'".formatted(wanted, model));
        }
        return upload;
    }

    private int images(Upload upload, List<String> problems) {
        int images = workbenches.searchPictures(upload);
        if (images == 0) {
            problems.add(
                    "%s has no labelled pictures to measure accuracy on: upload it with a dataset that has a split 'train' and the model's classes"
                            .formatted(upload.version()));
        }
        return images;
    }

    private List<SweepReader.Read> sweeps(JsonNode root, List<String> problems) {
        JsonNode nodes = root.path("sweeps");
        if (!nodes.isArray() || nodes.isEmpty()) {
            problems.add("an experiment needs sweeps, a list");
            return List.of();
        }
        JsonNode after = root.has("after") ? root.path("after") : JsonNodeFactory.instance.arrayNode();
        if (!after.isArray()) {
            problems.add("after is a list of passes, was %s".formatted(after));
            return List.of();
        }
        int points = nodes.valueStream().mapToInt(n -> n.path("values").size()).sum();
        if (points > MOST_POINTS) {
            problems.add("an experiment has at most %d points, this one has %d; make several of it"
                    .formatted(MOST_POINTS, points));
            return List.of();
        }
        SweepReader reader = new SweepReader(recipes, problems);
        List<SweepReader.Read> sweeps = new ArrayList<>();
        Set<String> labels = new LinkedHashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            SweepReader.Read read = reader.read(i, nodes.path(i), after);
            if (read != null && !labels.add(read.sweep().label())) {
                problems.add("two sweeps are called '%s'; give each a label of its own"
                        .formatted(read.sweep().label()));
            } else if (read != null) {
                sweeps.add(read);
            }
        }
        return sweeps;
    }

    private static String name(JsonNode root, List<CurveSweep> sweeps, List<String> problems) {
        JsonNode name = root.path("name");
        if (name.isMissingNode()) {
            return sweeps.isEmpty()
                    ? ""
                    : "%s by %s"
                            .formatted(
                                    sweeps.getFirst().pass(), sweeps.getFirst().vary());
        }
        if (!name.isString() || name.asString().isBlank() || name.asString().length() > LONGEST_NAME) {
            problems.add("name is a text of 1 to %d characters".formatted(LONGEST_NAME));
        }
        return name.asString("");
    }

    private static VisorException refused(List<String> problems) {
        return new VisorException(ErrorCode.INVALID_EXPERIMENT, problems.getFirst(), problems, null);
    }
}
