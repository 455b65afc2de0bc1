package dev.visor.evaluation.coco;

/** Reads an array of annotations or detections, checking each. */
final class BoxReader {
    private static final int IMAGE = 1;
    private static final int CATEGORY = 2;
    private static final int BOX = 4;
    private static final int VALUE = 8;
    private static final long TOLD_EACH = 50_000;

    private final String kind;
    private final String valueName;
    private final int limit;
    private final Progress progress;
    private final double[] box = new double[4];

    /**
     * A reader.
     *
     * @param kind what one is called in messages
     * @param valueName the field beside the box that must be there
     */
    BoxReader(String kind, String valueName, int limit, Progress progress) {
        this.kind = kind;
        this.valueName = valueName;
        this.limit = limit;
        this.progress = progress;
    }

    /** The walk stands at the array's beginning. */
    Boxes read(JsonWalk json) {
        json.requireArray(kind + "s");
        Boxes boxes = new Boxes();
        while (json.nextElement()) {
            if (boxes.size() == limit) {
                throw json.tooMany(kind + "s", limit, "boxes");
            }
            readOne(json, boxes);
            if (boxes.size() % TOLD_EACH == 0) {
                progress.at("reading " + kind + "s", boxes.size());
            }
        }
        return boxes;
    }

    private void readOne(JsonWalk json, Boxes boxes) {
        String name = kind + " " + boxes.size();
        json.requireObject(name);
        int found = 0;
        long image = 0;
        long category = 0;
        double value = 0;
        boolean crowd = false;
        while (json.nextProperty()) {
            String property = json.property();
            switch (property) {
                case "image_id" -> {
                    image = json.wholeNumber(property + " of " + name);
                    found |= IMAGE;
                }
                case "category_id" -> {
                    category = json.wholeNumber(property + " of " + name);
                    found |= CATEGORY;
                }
                case "bbox" -> {
                    readBox(json, name);
                    found |= BOX;
                }
                // Whatever 'ignore' says, COCO goes by iscrowd alone.
                case "iscrowd" -> crowd = json.flag(property + " of " + name);
                default -> {
                    if (property.equals(valueName)) {
                        value = json.number(property + " of " + name);
                        found |= VALUE;
                    } else {
                        json.skip();
                    }
                }
            }
        }
        require(json, found, name);
        if (valueName.equals("area") && value < 0) {
            throw json.wrong("area of %s must not be negative, was %s".formatted(name, value));
        }
        boxes.add(image, category, box, value, crowd);
    }

    private void readBox(JsonWalk json, String name) {
        json.requireArray("bbox of " + name);
        int count = 0;
        while (json.nextElement()) {
            if (count == 4) {
                throw json.wrong("bbox of %s must have 4 numbers, has more".formatted(name));
            }
            box[count++] = json.number("bbox of " + name);
        }
        if (count < 4) {
            throw json.wrong("bbox of %s must have 4 numbers, has %d".formatted(name, count));
        }
        if (box[2] < 0 || box[3] < 0) {
            throw json.wrong("bbox of %s has a negative size: %s × %s pixels".formatted(name, box[2], box[3]));
        }
    }

    private void require(JsonWalk json, int found, String name) {
        String[] fields = {"image_id", "category_id", "bbox", valueName};
        for (int i = 0; i < fields.length; i++) {
            if ((found & 1 << i) == 0) {
                throw json.wrong("%s has no %s (they are counted from 0)".formatted(name, fields[i]));
            }
        }
    }
}
