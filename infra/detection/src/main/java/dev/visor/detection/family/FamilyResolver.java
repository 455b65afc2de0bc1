package dev.visor.detection.family;

import dev.visor.contracts.model.DetectorFamily;
import dev.visor.detection.family.Resolution.Ambiguous;
import dev.visor.detection.family.Resolution.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds a model's family and input contract. What the user says comes first, then the file's metadata, names, element
 * types and arity, shapes given the number of classes, and the values of a probe run. What stays open is asked for, never
 * guessed.
 */
public final class FamilyResolver {
    /** Layouts that one row a cell leaves open beside YOLOX. */
    private static final Set<String> BESIDE_YOLOX = Set.of("YOLOX", "YOLOV6", "VISOR");

    private final ModelSignature model;
    private final ManifestOverrides user;
    private final ModelMetadata metadata;
    private final @Nullable List<String> classes;
    private final List<String> evidence = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private FamilyResolver(ModelSignature model, ManifestOverrides user) {
        this.model = model;
        this.user = user;
        this.metadata = new ModelMetadata(model.metadata());
        this.classes = user.classes() != null ? user.classes() : metadata.names();
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
        if (named != null && !named.supported()) {
            return notSupported(named);
        }
        String inputFault = model.inputFault();
        if (inputFault != null) {
            return new Unknown(List.of(), List.of(inputFault));
        }
        if (named != null) {
            return fromCandidates(List.of(named));
        }
        if (model.outputs().size() != 1) {
            return new Unknown(
                    List.of(),
                    List.of(
                            "%d outputs whose names say nothing to Visor: %s; with one output its shape decides, with more their names do: %s"
                                    .formatted(
                                            model.outputs().size(), model.outputsInWords(), FamilyWords.supported())));
        }
        TensorSpec output = model.outputs().getFirst();
        return fromCandidates(ShapeFamilies.of(output, classes == null ? -1 : classes.size(), fixedSize()));
    }

    private Resolution fromCandidates(List<Candidate> possible) {
        DetectorFamily stated = statedFamily();
        if (stated != null) {
            return fromStatedFamily(stated, possible);
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
        Candidate chosen = choose(left);
        if (chosen == null) {
            return undecided(left.isEmpty() ? possible : left, left.isEmpty(), objections);
        }
        if (chosen.family() == null) {
            return notSupported(chosen);
        }
        evidence.add("family %s: %s".formatted(chosen.family(), chosen.reason()));
        evidence.addAll(objections);
        return complete(chosen.family(), chosen.classes());
    }

    private Resolution fromStatedFamily(DetectorFamily stated, List<Candidate> possible) {
        for (Candidate candidate : possible) {
            // Ultralytics' layout, transposed, is Visor's.
            boolean transposed = stated == DetectorFamily.YOLOV8 && candidate.family() == DetectorFamily.VISOR;
            if (candidate.family() == stated || transposed) {
                String objection = objection(candidate);
                if (objection != null) {
                    // Whoever states it knows more than a run on noise says.
                    warnings.add("family %s is taken as stated, but %s".formatted(stated, objection));
                }
                return complete(stated, candidate.classes());
            }
        }
        return new Unknown(
                possible,
                List.of("stated family %s with %s does not fit %s; %s"
                        .formatted(
                                stated,
                                classes == null ? "an open number of classes" : classes.size() + " classes",
                                model.outputsInWords(),
                                FamilyWords.layout(stated))));
    }

    /** The one candidate that stands out, or null. */
    private @Nullable Candidate choose(List<Candidate> left) {
        if (left.size() == 1) {
            Candidate only = left.getFirst();
            // A shape says nothing by itself as long as the number of classes is open; names do.
            boolean enough = classes != null
                    || metadata.ultralytics()
                    || only.isCoco()
                    || model.outputs().size() > 1;
            return enough ? only : null;
        }
        if (metadata.ultralytics()) {
            Candidate theirs = only(left, c -> c.family() == DetectorFamily.YOLOV8);
            if (theirs != null) {
                evidence.add("written by Ultralytics' exporter");
                return theirs;
            }
        }
        Candidate called = byOutputName(left);
        if (called != null) {
            return called;
        }
        Candidate coco = classes == null ? only(left, Candidate::isCoco) : null;
        if (coco != null) {
            evidence.add("80 classes, as many as COCO has");
        }
        return coco;
    }

    /** YOLOX and YOLOv6 have the same shapes; their exporters call the output differently. */
    private @Nullable Candidate byOutputName(List<Candidate> left) {
        TensorSpec output = model.outputs().getFirst();
        InputSize size = fixedSize();
        boolean oneRowACell = size != null && output.dim(1) == size.cells();
        if (!oneRowACell || !left.stream().allMatch(c -> BESIDE_YOLOX.contains(c.name()))) {
            return null;
        }
        String called = switch (output.name()) {
            case "output" -> "YOLOX";
            case "outputs" -> "YOLOV6";
            default -> "";
        };
        Candidate found = only(left, c -> c.name().equals(called));
        if (found != null) {
            evidence.add("output is called '%s', as %s's exporter does".formatted(output.name(), called));
        }
        return found;
    }

    private static @Nullable Candidate only(List<Candidate> candidates, Predicate<Candidate> wanted) {
        List<Candidate> found = candidates.stream().filter(wanted).toList();
        return found.size() == 1 ? found.getFirst() : null;
    }

    private Resolution undecided(List<Candidate> left, boolean ruledOut, List<String> objections) {
        List<Candidate> supported = left.stream().filter(Candidate::supported).toList();
        if (ruledOut || supported.isEmpty()) {
            List<String> reasons = new ArrayList<>(objections);
            reasons.add("output %s%s fits none of the supported families: %s"
                    .formatted(
                            model.outputsInWords(),
                            classes == null ? "" : " with " + classes.size() + " classes",
                            FamilyWords.supported()));
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

    private static Resolution notSupported(Candidate candidate) {
        return new Unknown(
                List.of(candidate),
                List.of("family %s is recognised but not supported; supported are %s"
                        .formatted(candidate.name(), FamilyWords.supported())));
    }

    private Resolution complete(DetectorFamily family, int modelClasses) {
        return new Completion(model, user, metadata, evidence, warnings).complete(family, modelClasses, classes);
    }

    private @Nullable String objection(Candidate candidate) {
        if (model.probe().size() != 1) {
            return null;
        }
        InputSize size = fixedSize();
        return ProbeRanges.objection(
                candidate,
                model.probe().getFirst(),
                classes == null ? -1 : classes.size(),
                size == null ? -1 : size.width());
    }

    /** The input's size if the file fixes it; a size that others say is not the one that outputs came out for. */
    private @Nullable InputSize fixedSize() {
        TensorSpec picture = model.picture();
        return picture.dim(2) < 1 || picture.dim(3) < 1 ? null : InputSize.of(picture, user, metadata);
    }

    private @Nullable DetectorFamily statedFamily() {
        if (user.family() != null) {
            evidence.add("family %s: stated by the user".formatted(user.family()));
            return user.family();
        }
        DetectorFamily family = metadata.family();
        if (family != null) {
            evidence.add("family %s: metadata".formatted(family));
        } else if (metadata.endToEnd()) {
            family = DetectorFamily.END2END;
            evidence.add("family END2END: metadata says that suppression is inside the model");
        }
        return family;
    }
}
