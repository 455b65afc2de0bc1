package dev.visor.detection.dataset.layout;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A region that somebody drew.
 *
 * @param label its first name; empty if it has none
 * @param labels how many names it has
 * @param area the rectangle around it in percent of the picture; NaN where a number is missing
 * @param turn degrees clockwise about its top-left corner
 * @param upright whether the rectangle is what was drawn
 * @param pictureTurn degrees that the picture was turned by while it was labelled
 * @param originalWidth in pixels as written; 0 if it isn't
 * @param originalHeight in pixels as written; 0 if it isn't
 */
record LabelStudioRegion(
        String label,
        int labels,
        Enclosure area,
        double turn,
        boolean upright,
        double pictureTurn,
        int originalWidth,
        int originalHeight) {
    /** Empty if a part of a result is something else: an answer, a relation, a key point, a brush mask. */
    static Optional<LabelStudioRegion> of(JsonNode part) {
        JsonNode value = part.path("value");
        String kind = part.path("type").asString("");
        Enclosure area;
        switch (kind) {
            case "rectanglelabels" -> {
                double x = number(value, "x");
                double y = number(value, "y");
                area = new Enclosure(x, y, x + number(value, "width"), y + number(value, "height"));
            }
            case "polygonlabels" -> {
                area = Enclosure.NOTHING;
                for (JsonNode point : value.path("points")) {
                    area = area.with(
                            point.path(0).asDouble(Double.NaN), point.path(1).asDouble(Double.NaN));
                }
            }
            case "ellipselabels" -> {
                double x = number(value, "x");
                double y = number(value, "y");
                double across = number(value, "radiusX");
                double down = number(value, "radiusY");
                area = new Enclosure(x - across, y - down, x + across, y + down);
            }
            default -> {
                return Optional.empty();
            }
        }
        double turn = value.path("rotation").asDouble(0);
        JsonNode names = value.path(kind);
        return Optional.of(new LabelStudioRegion(
                names.path(0).asString(""),
                names.size(),
                area,
                turn,
                kind.equals("rectanglelabels") && turn == 0,
                part.path("image_rotation").asDouble(0),
                part.path("original_width").asInt(0),
                part.path("original_height").asInt(0)));
    }

    /** In pixels of a picture of this size. */
    Enclosure pixels(int width, int height) {
        Enclosure pixels = new Enclosure(
                area.left() * width / 100,
                area.top() * height / 100,
                area.right() * width / 100,
                area.bottom() * height / 100);
        return turn == 0 ? pixels : pixels.turned(turn, pixels.left(), pixels.top());
    }

    private static double number(JsonNode value, String name) {
        return value.path(name).isNumber() ? value.path(name).asDouble() : Double.NaN;
    }
}
