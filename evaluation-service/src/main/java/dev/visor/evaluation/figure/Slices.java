package dev.visor.evaluation.figure;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Parts of a split, {@code dimension=value}: each tag of its pictures, how bright they are ({@code brightness=dark}, mean
 * luma below 70; {@code medium}; {@code bright}, 150 and more), how many labelled boxes are in them
 * ({@code crowding=0}, {@code 1}, {@code 2-4}, {@code 5+}), and how large the boxes are ({@code size=small}, {@code medium},
 * {@code large} by COCO's areas). All but the last are sets of pictures.
 */
public final class Slices {
    /** The dimension that is of labels, not of pictures. */
    static final String SIZE = "size";

    /** A report with more values of a dimension can't be read; gates may ask for them all the same. */
    static final int MOST_LISTED = 20;

    private static final double DARK = 70;
    private static final double BRIGHT = 150;
    private static final Set<String> OWN = Set.of(SIZE, "brightness", "crowding");

    private final SortedMap<String, List<Integer>> pictures;

    private Slices(SortedMap<String, List<Integer>> pictures) {
        this.pictures = pictures;
    }

    /** The slices of these pictures. */
    public static Slices of(List<LabelledImage> images) {
        SortedMap<String, List<Integer>> slices = new TreeMap<>();
        for (int i = 0; i < images.size(); i++) {
            LabelledImage image = images.get(i);
            for (Map.Entry<String, String> tag : image.tags().entrySet()) {
                if (!OWN.contains(tag.getKey())) {
                    add(slices, tag.getKey(), tag.getValue(), i);
                }
            }
            Double luma = image.luma();
            if (luma != null) {
                add(slices, "brightness", luma < DARK ? "dark" : luma < BRIGHT ? "medium" : "bright", i);
            }
            add(slices, "crowding", crowding(image), i);
        }
        return new Slices(slices);
    }

    private static void add(SortedMap<String, List<Integer>> slices, String dimension, String value, int picture) {
        slices.computeIfAbsent(dimension + "=" + value, k -> new ArrayList<>()).add(picture);
    }

    private static String crowding(LabelledImage image) {
        long boxes = image.boxes().stream()
                .filter(b -> !b.crowd() && !b.ignore())
                .map(LabelledBox::category)
                .count();
        return boxes == 0 ? "0" : boxes == 1 ? "1" : boxes < 5 ? "2-4" : "5+";
    }

    private static String dimension(String slice) {
        return slice.substring(0, slice.indexOf('='));
    }

    /** All slices, sorted. */
    public List<String> names() {
        Set<String> names = new TreeSet<>(pictures.keySet());
        for (SizeRange range : SizeRange.values()) {
            names.add(range.slice());
        }
        return new ArrayList<>(names);
    }

    /** The slices that reports list: those of dimensions with at most 20 values. */
    List<String> listed() {
        SortedMap<String, Integer> left = unlisted();
        return names().stream()
                .filter(slice -> !left.containsKey(dimension(slice)))
                .toList();
    }

    /** Dimensions that reports don't list, each with how many values it has. */
    public SortedMap<String, Integer> unlisted() {
        SortedMap<String, Integer> values = new TreeMap<>();
        pictures.keySet().forEach(slice -> values.merge(dimension(slice), 1, Integer::sum));
        values.values().removeIf(count -> count <= MOST_LISTED);
        return values;
    }

    /** The pictures of a slice; all for a slice of sizes. */
    BitSet pictures(String slice, int count) {
        BitSet chosen = new BitSet();
        List<Integer> places = pictures.get(slice);
        if (places == null) {
            chosen.set(0, count);
        } else {
            places.forEach(chosen::set);
        }
        return chosen;
    }
}
