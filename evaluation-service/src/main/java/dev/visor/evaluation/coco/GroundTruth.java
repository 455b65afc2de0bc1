package dev.visor.evaluation.coco;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An annotation file: {@code images}, {@code categories} and {@code annotations}, in any order.
 *
 * @param images ids of pictures
 * @param categories ids of classes
 * @param names of classes, in the order of their ids
 * @param annotations in the file's order
 */
record GroundTruth(Ids images, Ids categories, List<String> names, Boxes annotations) {
    /** What it is called in messages and forms. */
    static final String PART = "groundTruth";

    static GroundTruth read(InputStream packed, CocoLimits limits, Progress progress) {
        return JsonWalk.through(PART, packed, limits, json -> new Reader(limits, progress).read(json));
    }

    private static final class Reader {
        private final CocoLimits limits;
        private final Progress progress;
        private @Nullable Ids images;
        private @Nullable Map<Long, String> names;
        private @Nullable Ids categories;
        private @Nullable Boxes annotations;

        Reader(CocoLimits limits, Progress progress) {
            this.limits = limits;
            this.progress = progress;
        }

        GroundTruth read(JsonWalk json) {
            json.next();
            json.requireObject("an annotation file");
            while (json.nextProperty()) {
                switch (json.property()) {
                    case "images" -> images = images(json);
                    case "categories" -> categories(json);
                    case "annotations" ->
                        annotations = new BoxReader("annotation", "area", limits.boxes(), progress).read(json);
                    default -> json.skip();
                }
            }
            if (images == null || categories == null || names == null || annotations == null) {
                throw json.wrong("an annotation file has images, categories and annotations; one is missing");
            }
            if (categories.size() == 0) {
                throw json.wrong("at least one category must be listed, there is none");
            }
            Map<Long, String> known = names;
            requireKnown(json, images, categories, annotations);
            return new GroundTruth(
                    images,
                    categories,
                    Arrays.stream(categories.sorted()).mapToObj(known::get).toList(),
                    annotations);
        }

        private Ids images(JsonWalk json) {
            json.requireArray("images");
            long[] ids = new long[1024];
            int count = 0;
            while (json.nextElement()) {
                if (count == limits.images()) {
                    throw json.tooMany("images", limits.images(), "images");
                }
                ids = count == ids.length ? Arrays.copyOf(ids, 2 * count) : ids;
                ids[count] = id(json, "image " + count, null);
                count++;
            }
            return Ids.of(Arrays.copyOf(ids, count), "image", json);
        }

        private void categories(JsonWalk json) {
            json.requireArray("categories");
            List<Long> ids = new ArrayList<>();
            Map<Long, String> found = new HashMap<>();
            while (json.nextElement()) {
                if (ids.size() == limits.categories()) {
                    throw json.tooMany("categories", limits.categories(), "categories");
                }
                String[] name = new String[1];
                long id = id(json, "category " + ids.size(), name);
                ids.add(id);
                found.put(id, name[0] == null ? Long.toString(id) : name[0]);
            }
            categories = Ids.of(ids.stream().mapToLong(i -> i).toArray(), "category", json);
            names = found;
        }

        private static long id(JsonWalk json, String what, String @Nullable [] name) {
            json.requireObject(what);
            boolean found = false;
            long id = 0;
            while (json.nextProperty()) {
                if (json.property().equals("id")) {
                    id = json.wholeNumber("id of " + what);
                    found = true;
                } else if (name != null && json.property().equals("name")) {
                    name[0] = json.text("name of " + what);
                } else {
                    json.skip();
                }
            }
            if (!found) {
                throw json.wrong("%s has no id (they are counted from 0)".formatted(what));
            }
            return id;
        }
    }

    /** Refuses boxes of pictures or classes that aren't listed, naming the first. */
    static void requireKnown(JsonWalk json, Ids images, Ids categories, Boxes boxes) {
        for (int i = 0; i < boxes.size(); i++) {
            if (images.place(boxes.image(i)) < 0) {
                throw json.wrong(
                        "box %d is of image_id %d, which the ground truth doesn't list".formatted(i, boxes.image(i)));
            }
            if (categories.place(boxes.category(i)) < 0) {
                throw json.wrong("box %d is of category_id %d, which the ground truth doesn't list"
                        .formatted(i, boxes.category(i)));
            }
        }
    }
}
