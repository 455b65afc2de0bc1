package dev.visor.detection.accuracy;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.policy.Policy;
import dev.visor.detection.Detection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Which model class is which judged class of the dataset, by name or by the policy's {@code classMap}.
 *
 * @param judged names of the judged classes, in the dataset's order
 * @param ofModel for each model class its place in {@code judged}; −1 for one that isn't judged, whose detections are
 *     dropped
 * @param ofDataset for each dataset class its place in {@code judged}; −1 for one that the policy leaves out
 */
public record ClassAlignment(List<String> judged, List<Integer> ofModel, List<Integer> ofDataset) {
    public ClassAlignment {
        judged = List.copyOf(judged);
        ofModel = List.copyOf(ofModel);
        ofDataset = List.copyOf(ofDataset);
    }

    /**
     * Aligns.
     *
     * @throws VisorException {@code CLASS_MISMATCH} if the policy names a class that the dataset lacks, or a judged class
     *     is none of the model's
     */
    public static ClassAlignment of(List<String> modelClasses, List<String> datasetClasses, Policy policy) {
        return of(modelClasses, datasetClasses, policy, policy.classMap());
    }

    /**
     * Aligns a model whose classes are called otherwise than the policy says.
     *
     * @param classMap model class to dataset class, in place of the policy's
     * @throws VisorException {@code CLASS_MISMATCH} as above
     */
    public static ClassAlignment of(
            List<String> modelClasses, List<String> datasetClasses, Policy policy, Map<String, String> classMap) {
        List<String> judged = judged(modelClasses, datasetClasses, policy);
        List<Integer> ofModel = new ArrayList<>();
        for (String name : modelClasses) {
            String mapped = classMap.getOrDefault(name, name);
            if (classMap.containsKey(name) && !datasetClasses.contains(mapped)) {
                throw mismatch(
                        "classMap sends model class '%s' to '%s', which the dataset lacks".formatted(name, mapped),
                        modelClasses,
                        datasetClasses,
                        "map to a class of the dataset");
            }
            ofModel.add(judged.indexOf(mapped));
        }
        List<String> missing = judged.stream()
                .filter(c -> !ofModel.contains(judged.indexOf(c)))
                .toList();
        if (!missing.isEmpty()) {
            throw mismatch(
                    "no class of the model is %s of the dataset".formatted(quoted(missing)),
                    modelClasses,
                    datasetClasses,
                    "name the model's class for it in the policy's classMap, or leave it out by naming the others in 'classes'");
        }
        return new ClassAlignment(
                judged, ofModel, datasetClasses.stream().map(judged::indexOf).toList());
    }

    private static List<String> judged(List<String> modelClasses, List<String> datasetClasses, Policy policy) {
        if (policy.classes().isEmpty()) {
            return datasetClasses;
        }
        List<String> unknown = new ArrayList<>(policy.classes());
        unknown.removeAll(datasetClasses);
        if (!unknown.isEmpty()) {
            throw mismatch(
                    "policy '%s' judges %s, which the dataset lacks".formatted(policy.name(), quoted(unknown)),
                    modelClasses,
                    datasetClasses,
                    "name classes of the dataset in 'classes'");
        }
        return datasetClasses.stream().filter(policy.classes()::contains).toList();
    }

    /**
     * Labels and detections of one picture in judged classes; those of other classes are left out.
     *
     * @param seen of all classes of the model, in the detector's order
     */
    public Observation observe(LabelledImage image, List<Detection> seen) {
        return new Observation(labels(image), sightings(seen));
    }

    private Labels labels(LabelledImage image) {
        List<LabelledBox> own = image.boxes().stream()
                .filter(b -> ofDataset.get(b.category()) >= 0)
                .toList();
        int n = own.size();
        double[] boxes = new double[4 * n];
        boolean[] crowd = new boolean[n];
        boolean[] ignored = new boolean[n];
        for (int i = 0; i < n; i++) {
            LabelledBox box = own.get(i);
            put(boxes, i, box.x(), box.y(), box.width(), box.height());
            crowd[i] = box.crowd();
            ignored[i] = box.ignore();
        }
        return new Labels(
                own.stream().mapToInt(b -> ofDataset.get(b.category())).toArray(),
                boxes,
                own.stream().mapToDouble(LabelledBox::area).toArray(),
                crowd,
                ignored);
    }

    private Sightings sightings(List<Detection> seen) {
        List<Detection> own =
                seen.stream().filter(d -> ofModel.get(d.classIndex()) >= 0).toList();
        double[] boxes = new double[4 * own.size()];
        for (int i = 0; i < own.size(); i++) {
            Detection detection = own.get(i);
            put(boxes, i, detection.x(), detection.y(), detection.width(), detection.height());
        }
        return new Sightings(
                own.stream().mapToInt(d -> ofModel.get(d.classIndex())).toArray(),
                boxes,
                own.stream().mapToDouble(Detection::score).toArray());
    }

    private static void put(double[] boxes, int i, double x, double y, double width, double height) {
        boxes[4 * i] = x;
        boxes[4 * i + 1] = y;
        boxes[4 * i + 2] = width;
        boxes[4 * i + 3] = height;
    }

    /** For each judged class the model classes that are it, for people and for cache keys. */
    public List<List<String>> sources(List<String> modelClasses) {
        List<List<String>> sources = new ArrayList<>(Collections.nCopies(judged.size(), List.of()));
        for (int i = 0; i < ofModel.size(); i++) {
            int place = ofModel.get(i);
            if (place >= 0) {
                List<String> more = new ArrayList<>(sources.get(place));
                more.add(modelClasses.get(i));
                sources.set(place, List.copyOf(more));
            }
        }
        return sources;
    }

    private static VisorException mismatch(
            String what, List<String> modelClasses, List<String> datasetClasses, String wayOut) {
        return new VisorException(
                ErrorCode.CLASS_MISMATCH,
                "%s: the model has %s, the dataset has %s; %s"
                        .formatted(what, shown(modelClasses), shown(datasetClasses), wayOut));
    }

    private static String quoted(List<String> names) {
        return (names.size() == 1 ? "class '" : "classes '") + String.join("', '", names) + "'";
    }

    private static String shown(List<String> names) {
        int most = 40;
        return names.size() <= most
                ? names.toString()
                : "%s and %d more".formatted(names.subList(0, most), names.size() - most);
    }
}
