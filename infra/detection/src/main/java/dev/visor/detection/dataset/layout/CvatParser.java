package dev.visor.detection.dataset.layout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads one CVAT file as a stream. Faults are {@link IllegalArgumentException}s that name the line. */
final class CvatParser {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_TEXT = 10_000;
    private static final int MAX_IMAGES = 1_000_000;
    private static final int MAX_SHAPES = 5_000_000;

    private final XMLStreamReader xml;
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final List<CvatDocument.Label> labels = new ArrayList<>();
    private final List<CvatDocument.Image> images = new ArrayList<>();
    private String subset = "";
    private String labelName = "";
    private String labelType = "";
    private CvatDocument.@Nullable Image image;
    private @Nullable Map<String, String> attributes;
    private String attributeName = "";
    private int shapes;

    CvatParser(XMLStreamReader xml) {
        this.xml = xml;
    }

    CvatDocument parse() throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin(xml.getLocalName());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (text.length() + xml.getTextLength() > MAX_TEXT) {
                        throw fault("a text has more than %d characters".formatted(MAX_TEXT));
                    }
                    text.append(xml.getText());
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw fault("document types and entities are not read; take them out");
                case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                default -> {}
            }
        }
        return new CvatDocument(labels, subset, images);
    }

    private void begin(String name) {
        text.setLength(0);
        open.push(name);
        if (open.size() > MAX_DEPTH) {
            throw fault("elements nest deeper than %d".formatted(MAX_DEPTH));
        }
        if (open.size() == 2 && name.equals("track")) {
            throw fault("it holds tracks of a video; export the task as 'CVAT for images 1.1'");
        }
        if (open.size() == 2 && name.equals("image")) {
            image = new CvatDocument.Image(
                    value("name"),
                    value("subset"),
                    pixels("width"),
                    pixels("height"),
                    new ArrayList<>(),
                    new LinkedHashMap<>());
            images.add(image);
            if (images.size() > MAX_IMAGES) {
                throw fault("more than %d pictures".formatted(MAX_IMAGES));
            }
        } else if (open.size() == 3 && image != null) {
            beginInImage(image, name);
        } else if (name.equals("attribute")) {
            attributeName = value("name");
        } else if (name.equals("label")) {
            labelName = "";
            labelType = "";
        }
    }

    private void beginInImage(CvatDocument.Image image, String kind) {
        if (kind.equals("tag")) {
            image.tags().putIfAbsent(value("label"), "true");
            attributes = image.tags();
            return;
        }
        if (++shapes > MAX_SHAPES) {
            throw fault("more than %d shapes".formatted(MAX_SHAPES));
        }
        Map<String, String> own = new LinkedHashMap<>();
        attributes = own;
        double turn = value("rotation").isEmpty() ? 0 : number("rotation");
        Enclosure area = area(kind);
        if (turn != 0) {
            area = area.turned(turn, (area.left() + area.right()) / 2, (area.top() + area.bottom()) / 2);
        }
        image.shapes()
                .add(new CvatDocument.Shape(
                        xml.getLocation().getLineNumber(),
                        value("label"),
                        kind,
                        area,
                        turn == 0 && kind.equals("box"),
                        own));
    }

    private Enclosure area(String kind) {
        return switch (kind) {
            case "box" ->
                // Not around its corners: one that runs backwards is empty, not mirrored.
                new Enclosure(number("xtl"), number("ytl"), number("xbr"), number("ybr"));
            case "mask" ->
                new Enclosure(
                        number("left"),
                        number("top"),
                        number("left") + number("width"),
                        number("top") + number("height"));
            case "ellipse" ->
                new Enclosure(
                        number("cx") - number("rx"),
                        number("cy") - number("ry"),
                        number("cx") + number("rx"),
                        number("cy") + number("ry"));
            case "polygon" -> polygon(value("points"));
            default -> Enclosure.NOTHING;
        };
    }

    private static Enclosure polygon(String points) {
        Enclosure area = Enclosure.NOTHING;
        for (String point : points.split(";")) {
            int comma = point.indexOf(',');
            area = comma < 0
                    ? area.with(Double.NaN, Double.NaN)
                    : area.with(number(point, 0, comma), number(point, comma + 1, point.length()));
        }
        return area;
    }

    private void end(String name) {
        open.pop();
        String value = text.toString().strip();
        text.setLength(0);
        boolean inLabel = "label".equals(open.peek());
        if (open.size() == 1 && name.equals("image")) {
            image = null;
        } else if (open.size() == 2) {
            attributes = null;
        } else if (name.equals("attribute") && image != null && attributes != null) {
            attributes.putIfAbsent(attributeName, value);
        } else if (image == null && inLabel && name.equals("name")) {
            labelName = value;
        } else if (image == null && inLabel && name.equals("type")) {
            labelType = value;
        } else if (image == null && name.equals("label") && !labelName.isEmpty()) {
            labels.add(new CvatDocument.Label(labelName, labelType));
        } else if (image == null && name.equals("subset") && "task".equals(open.peek())) {
            subset = value;
        }
    }

    private String value(String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        return value == null ? "" : value.strip();
    }

    private double number(String attribute) {
        String value = value(attribute);
        return number(value, 0, value.length());
    }

    private static double number(String text, int begin, int end) {
        try {
            return Double.parseDouble(text.substring(begin, end));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private int pixels(String attribute) {
        double pixels = number(attribute);
        return Double.isNaN(pixels) ? 0 : (int) pixels;
    }

    private IllegalArgumentException fault(String message) {
        return new IllegalArgumentException(
                "line %d: %s".formatted(xml.getLocation().getLineNumber(), message));
    }
}
