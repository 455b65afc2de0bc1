package dev.visor.detection.family;

import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.detection.decoder.RawOutput;
import dev.visor.detection.family.Resolution.Ambiguous;
import dev.visor.detection.family.Resolution.Resolved;
import dev.visor.detection.family.Resolution.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds a model's family and input contract. What the user says comes first, then the file's metadata, names and arity,
 * shapes given the number of classes, and the values of a probe run. What stays open is asked for, never guessed.
 */
public final class FamilyResolver {
    private static final int MAX_CLASS_NAME = 100;

    private final ModelSignature model;
    private final ManifestOverrides user;
    private final ModelMetadata metadata;
    private final List<String> evidence = new ArrayList<>();

    private FamilyResolver(ModelSignature model, ManifestOverrides user) {
        this.model = model;
        this.user = user;
        this.metadata = new ModelMetadata(model.metadata());
    }

    /** Resolves a model. Never throws for what the model is. */
    public static Resolution resolve(ModelSignature model, ManifestOverrides user) {
        return new FamilyResolver(model, user).resolve();
    }

    private Resolution resolve() {
        String task = metadata.task();
        if (task != null && !task.equals("detect")) {
            return new Unknown(List.of(), List.of("metadata says task '%s'; Visor serves 'detect'".formatted(task)));
        }
        Candidate named = NamedFamilies.find(model);
        if (named != null) {
            return new Unknown(
                    List.of(named), List.of("family %s is recognised but not supported yet".formatted(named.name())));
        }
        String inputFault = inputFault();
        if (inputFault != null) {
            return new Unknown(List.of(), List.of(inputFault));
        }
        if (metadata.endToEnd()) {
            Candidate endToEnd = Candidate.unsupported("END2END", "metadata says that suppression is inside the model");
            return new Unknown(
                    List.of(endToEnd),
                    List.of(
                            "final boxes from inside the model are not supported yet; export with end2end=False, nms=False"));
        }
        if (model.outputs().size() != 1) {
            return new Unknown(
                    List.of(),
                    List.of("a supported detector has one output, this one has %d: %s"
                            .formatted(model.outputs().size(), model.outputsInWords())));
        }
        return fromShapes(model.outputs().getFirst());
    }

    private Resolution fromShapes(TensorSpec output) {
        List<String> classes = classes();
        InputSize size = inputSize();
        List<Candidate> possible =
                ShapeFamilies.of(output, classes == null ? -1 : classes.size(), size == null ? -1 : size.cells());
        DetectorFamily stated = statedFamily();
        if (stated != null) {
            return fromStatedFamily(stated, output, possible, classes, size);
        }
        if (metadata.unknownFamily() != null && possible.size() != 1) {
            return new Unknown(
                    possible,
                    List.of("metadata says family '%s', which Visor does not know"
                            .formatted(metadata.unknownFamily())));
        }
        List<Candidate> left = new ArrayList<>();
        List<String> objections = new ArrayList<>();
        for (Candidate candidate : possible) {
            String objection = objection(candidate);
            if (objection == null) {
                left.add(candidate);
            } else {
                objections.add("not %s: %s".formatted(candidate.name(), objection));
            }
        }
        Candidate chosen = choose(left, output);
        if (chosen != null) {
            DetectorFamily family = chosen.family();
            if (family == null) {
                return new Unknown(
                        List.of(chosen),
                        List.of("family %s is recognised but not supported yet".formatted(chosen.name())));
            }
            evidence.add("family %s: %s".formatted(family, chosen.reason()));
            return complete(family, chosen.classes(), classes, size);
        }
        return undecided(output, left, objections, classes);
    }

    private Resolution fromStatedFamily(
            DetectorFamily stated,
            TensorSpec output,
            List<Candidate> possible,
            @Nullable List<String> classes,
            @Nullable InputSize size) {
        for (Candidate candidate : possible) {
            if (candidate.family() == stated) {
                String objection = objection(candidate);
                if (objection != null) {
                    return new Unknown(
                            possible, List.of("stated family %s does not fit: %s".formatted(stated, objection)));
                }
                return complete(stated, candidate.classes(), classes, size);
            }
        }
        return new Unknown(
                possible,
                List.of("stated family %s with %s does not fit output %s; %s"
                        .formatted(
                                stated,
                                classes == null ? "an open number of classes" : classes.size() + " classes",
                                output,
                                expectation(stated))));
    }

    /** The one candidate that stands out, or null. */
    private @Nullable Candidate choose(List<Candidate> left, TensorSpec output) {
        if (left.size() == 1) {
            // A shape says nothing by itself as long as the number of classes is open.
            return classes() != null || metadata.ultralytics() ? left.getFirst() : null;
        }
        if (metadata.ultralytics()) {
            List<Candidate> theirs = left.stream()
                    .filter(c -> c.family() == DetectorFamily.YOLOV8)
                    .toList();
            if (theirs.size() == 1) {
                evidence.add("written by Ultralytics' exporter");
                return theirs.getFirst();
            }
        }
        InputSize size = inputSize();
        if (output.name().equals("output") && size != null && output.dim(1) == size.cells()) {
            List<Candidate> yolox = left.stream()
                    .filter(c -> c.family() == DetectorFamily.YOLOX)
                    .toList();
            boolean onlyOpenClasses = left.stream()
                    .allMatch(c -> c.family() == DetectorFamily.YOLOX || c.family() == DetectorFamily.VISOR);
            if (yolox.size() == 1 && onlyOpenClasses) {
                evidence.add("output is called 'output', as YOLOX's exporter does");
                return yolox.getFirst();
            }
        }
        return null;
    }

    private Resolution undecided(
            TensorSpec output, List<Candidate> left, List<String> objections, @Nullable List<String> classes) {
        List<Candidate> supported = left.stream().filter(Candidate::supported).toList();
        if (supported.isEmpty()) {
            List<String> reasons = new ArrayList<>(objections);
            reasons.add("output %s%s fits none of the supported families: %s"
                    .formatted(
                            output, classes == null ? "" : " with " + classes.size() + " classes", supportedInWords()));
            reasons.addAll(metadata.problems());
            return new Unknown(left, reasons);
        }
        List<String> missing = new ArrayList<>();
        missing.add("family: one of %s"
                .formatted(supported.stream()
                        .map(c -> c.name().toLowerCase(Locale.ROOT))
                        .toList()));
        if (classes == null) {
            missing.add("classes: the names in the order of the model's outputs");
        }
        missing.addAll(objections);
        missing.addAll(metadata.problems());
        return new Ambiguous(left, missing);
    }

    private Resolution complete(
            DetectorFamily family, int modelClasses, @Nullable List<String> classes, @Nullable InputSize size) {
        List<String> missing = new ArrayList<>();
        if (classes == null) {
            missing.add("classes: %d names in the order of the model's outputs".formatted(modelClasses));
        }
        if (size == null) {
            missing.add("width and height: the file leaves the input's size open");
        }
        if (classes == null || size == null) {
            missing.addAll(metadata.problems());
            return new Ambiguous(List.of(Candidate.of(family, String.join(", ", evidence), modelClasses)), missing);
        }
        if (modelClasses >= 0 && classes.size() != modelClasses) {
            return new Unknown(
                    List.of(),
                    List.of("the model has %d classes as %s, but %d are named: %s"
                            .formatted(modelClasses, family, classes.size(), classes)));
        }
        List<String> odd = classes.stream()
                .filter(c ->
                        c.isBlank() || c.length() > MAX_CLASS_NAME || c.chars().anyMatch(Character::isISOControl))
                .toList();
        if (!odd.isEmpty()) {
            return new Unknown(
                    List.of(),
                    List.of("class names are 1 to %d printable characters; %d are not"
                            .formatted(MAX_CLASS_NAME, odd.size())));
        }
        try {
            InputContract input =
                    InputDefaults.of(family, model.inputs().getFirst().name(), size.width(), size.height(), user);
            String license = user.license() != null ? user.license() : metadata.license();
            double iou =
                    user.suppressionIou() != null ? user.suppressionIou() : DetectorManifest.DEFAULT_SUPPRESSION_IOU;
            evidence.add("input %s".formatted(inputInWords(input)));
            return new Resolved(
                    new DetectorManifest(family, input, classes, iou, license), evidence, warnings(license));
        } catch (IllegalArgumentException e) {
            return new Unknown(List.of(), List.of("the manifest is refused: " + e.getMessage()));
        }
    }

    private @Nullable String objection(Candidate candidate) {
        List<RawOutput> probe = model.probe();
        return probe.isEmpty() ? null : ProbeRanges.objection(candidate, probe.getFirst());
    }

    private @Nullable DetectorFamily statedFamily() {
        if (user.family() != null) {
            evidence.add("family %s: stated by the user".formatted(user.family()));
            return user.family();
        }
        DetectorFamily family = metadata.family();
        if (family != null) {
            evidence.add("family %s: metadata".formatted(family));
        }
        return family;
    }

    private @Nullable List<String> classes() {
        return user.classes() != null ? user.classes() : metadata.names();
    }

    private @Nullable String inputFault() {
        if (model.inputs().size() != 1) {
            return "a supported detector has one input, this one has %s".formatted(model.inputs());
        }
        TensorSpec input = model.inputs().getFirst();
        if (!input.elementType().equals("FLOAT")) {
            return "input %s is of type %s; Visor feeds FLOAT".formatted(input, input.elementType());
        }
        if (input.rank() != 4 || (input.dim(1) != 3 && input.dim(1) >= 0)) {
            return "input %s is not [1,3,height,width]".formatted(input);
        }
        if (input.dim(0) > 1) {
            return "input %s has a fixed batch of %d; export with batch 1".formatted(input, input.dim(0));
        }
        return null;
    }

    private @Nullable InputSize inputSize() {
        TensorSpec input = model.inputs().getFirst();
        int[] said = metadata.imageSize();
        long height = input.dim(2);
        long width = input.dim(3);
        if (height < 0) {
            height = user.height() != null ? user.height() : said != null ? said[0] : -1;
        }
        if (width < 0) {
            width = user.width() != null ? user.width() : said != null ? said[1] : -1;
        }
        return height < 1 || width < 1 ? null : new InputSize((int) width, (int) height);
    }

    private static List<String> warnings(@Nullable String license) {
        if (license != null && license.toUpperCase(Locale.ROOT).contains("AGPL")) {
            return List.of(
                    "licence '%s': offering this model over a network obliges you to publish your source code or to buy another licence"
                            .formatted(license));
        }
        return license == null
                ? List.of("the file states no licence; make sure that you may use these weights")
                : List.of();
    }

    private static String expectation(DetectorFamily family) {
        return switch (family) {
            case YOLOX -> "YOLOX has [1,N,5+nc], N the cells of strides 8, 16, 32";
            case YOLOV8 -> "YOLOV8 has [1,4+nc,N]";
            case VISOR -> "VISOR has [1,N,4+nc]";
            case YOLOV5 -> "YOLOV5 has [1,N,5+nc], N three times the cells of its strides";
            case END2END -> "END2END has [1,boxes,6]";
            case NANODET -> "NANODET has cls_pred… [1,cells,nc] and dis_pred… [1,cells,4·bins] for strides 8, 16, 32";
            case DETR -> "DETR has labels [1,N], boxes [1,N,4], scores [1,N]";
        };
    }

    private static String supportedInWords() {
        return "YOLOX [1,N,5+nc] undecoded, YOLOV8 [1,4+nc,N], VISOR [1,N,4+nc]";
    }

    private static String inputInWords(InputContract input) {
        return "%d×%d %s, mean %s, std %s, %s"
                .formatted(input.width(), input.height(), input.channels(), input.mean(), input.std(), input.resize());
    }

    private record InputSize(int width, int height) {
        long cells() {
            long cells = 0;
            for (int stride = 8; stride <= 32; stride *= 2) {
                cells += (long) Math.ceilDiv(width, stride) * Math.ceilDiv(height, stride);
            }
            return cells;
        }
    }
}
