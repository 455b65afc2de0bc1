package dev.visor.detection.dataset.quality;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a split is made of.
 *
 * @param split which
 * @param images pictures
 * @param labelled those that somebody labelled
 * @param empty labelled ones without a box
 * @param boxes labelled boxes, crowds too
 * @param boxesPerImage boxes a labelled picture; 0 if none is labelled
 * @param classes one each, in the dataset's order
 * @param sides boxes by the square root of their area, in pixels
 * @param crowding labelled pictures by how many boxes they have
 * @param brightness pictures by mean luma, 0 to 255
 * @param withoutBrightness pictures imported before it was kept
 * @param imageSizes pictures by size, the most frequent first, at most {@value #MAX_VALUES}
 * @param cameras different values of the tag {@code camera}
 * @param clips different values of the tag {@code clip}
 * @param tags one each, by name
 */
public record SplitStatistics(
        Split split,
        int images,
        int labelled,
        int empty,
        int boxes,
        double boxesPerImage,
        List<ClassCount> classes,
        Histogram sides,
        Histogram crowding,
        Histogram brightness,
        int withoutBrightness,
        List<SizeCount> imageSizes,
        int cameras,
        int clips,
        List<TagCount> tags) {
    /** Most values of a tag and most sizes that are listed. */
    public static final int MAX_VALUES = 50;

    private static final int[] SIDES = {0, 8, 16, 32, 64, 96, 128, 256, 512};
    private static final int[] CROWDING = {0, 1, 2, 3, 5, 9, 17, 33};
    private static final int[] BRIGHTNESS = {0, 32, 64, 96, 128, 160, 192, 224};

    /** Areas in square pixels that COCO's size classes end at. */
    private static final double SMALL = 32 * 32;

    private static final double MEDIUM = 96 * 96;

    /**
     * One class.
     *
     * @param name the class
     * @param images pictures with a box of it
     * @param boxes boxes of it
     * @param small with an area below 32², as COCO names sizes
     * @param medium from 32² on
     * @param large from 96² on
     */
    public record ClassCount(String name, int images, int boxes, int small, int medium, int large) {}

    /** Pictures of one size in pixels. */
    public record SizeCount(int width, int height, int images) {}

    /**
     * One tag.
     *
     * @param name of the tag
     * @param images pictures that have it
     * @param distinct how many different values it has
     * @param values the most frequent, at most {@value SplitStatistics#MAX_VALUES}
     */
    public record TagCount(String name, int images, int distinct, List<ValueCount> values) {}

    /** Pictures with one value of a tag. */
    public record ValueCount(String value, int images) {}

    static SplitStatistics of(Split split, List<String> classes, List<LabelledImage> images) {
        List<LabelledImage> labelled =
                images.stream().filter(LabelledImage::labelled).toList();
        List<LabelledBox> boxes =
                images.stream().flatMap(i -> i.boxes().stream()).toList();
        List<TagCount> tags = tags(images);
        double[] lumas = images.stream()
                .map(LabelledImage::luma)
                .filter(Objects::nonNull)
                .mapToDouble(l -> l)
                .toArray();
        return new SplitStatistics(
                split,
                images.size(),
                labelled.size(),
                (int) labelled.stream().filter(i -> i.boxes().isEmpty()).count(),
                boxes.size(),
                labelled.isEmpty() ? 0 : Math.round(100.0 * boxes.size() / labelled.size()) / 100.0,
                classes(classes, images),
                Histogram.of(
                        SIDES,
                        boxes.stream().mapToDouble(b -> Math.sqrt(b.area())).toArray()),
                Histogram.of(
                        CROWDING,
                        labelled.stream().mapToDouble(i -> i.boxes().size()).toArray()),
                Histogram.of(BRIGHTNESS, lumas),
                images.size() - lumas.length,
                sizes(images),
                distinct(tags, LabelledImage.CAMERA),
                distinct(tags, LabelledImage.CLIP),
                tags);
    }

    private static List<ClassCount> classes(List<String> classes, List<LabelledImage> images) {
        int[][] counts = new int[classes.size()][5];
        for (LabelledImage image : images) {
            Set<Integer> seen = new HashSet<>();
            for (LabelledBox box : image.boxes()) {
                int[] count = counts[box.category()];
                count[0] += seen.add(box.category()) ? 1 : 0;
                count[1]++;
                count[box.area() < SMALL ? 2 : box.area() < MEDIUM ? 3 : 4]++;
            }
        }
        List<ClassCount> list = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            int[] c = counts[i];
            list.add(new ClassCount(classes.get(i), c[0], c[1], c[2], c[3], c[4]));
        }
        return list;
    }

    private static List<SizeCount> sizes(List<LabelledImage> images) {
        Map<List<Integer>, Integer> counts = new HashMap<>();
        images.forEach(i -> counts.merge(List.of(i.width(), i.height()), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(e -> new SizeCount(e.getKey().get(0), e.getKey().get(1), e.getValue()))
                .sorted(Comparator.comparingInt(SizeCount::images)
                        .reversed()
                        .thenComparingInt(SizeCount::width)
                        .thenComparingInt(SizeCount::height))
                .limit(MAX_VALUES)
                .toList();
    }

    private static List<TagCount> tags(List<LabelledImage> images) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (LabelledImage image : images) {
            image.tags()
                    .forEach((name, value) ->
                            counts.computeIfAbsent(name, k -> new TreeMap<>()).merge(value, 1, Integer::sum));
        }
        List<TagCount> tags = new ArrayList<>();
        counts.forEach((name, values) -> tags.add(new TagCount(
                name,
                values.values().stream().mapToInt(n -> n).sum(),
                values.size(),
                values.entrySet().stream()
                        .map(e -> new ValueCount(e.getKey(), e.getValue()))
                        .sorted(Comparator.comparingInt(ValueCount::images)
                                .reversed()
                                .thenComparing(ValueCount::value))
                        .limit(MAX_VALUES)
                        .toList())));
        return tags;
    }

    private static int distinct(List<TagCount> tags, String name) {
        return tags.stream()
                .filter(t -> t.name().equals(name))
                .mapToInt(TagCount::distinct)
                .sum();
    }
}
