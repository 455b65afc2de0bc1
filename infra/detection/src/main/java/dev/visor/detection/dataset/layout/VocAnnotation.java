package dev.visor.detection.dataset.layout;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One Pascal VOC file. Read as a stream without document types and external entities.
 *
 * @param file where it lies
 * @param filename the picture's name as written
 * @param width of the picture as written; 0 if it isn't
 * @param height of the picture as written; 0 if it isn't
 * @param objects what was labelled
 */
record VocAnnotation(Path file, String filename, int width, int height, List<VocObject> objects) {
    private static final int MAX_OBJECTS = 100_000;

    /** A labelled object, 1-based inclusive pixels. */
    record VocObject(String name, double xmin, double ymin, double xmax, double ymax, boolean difficult) {}

    /** Empty if the file is XML of another kind. */
    static Optional<VocAnnotation> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = SafeXml.read(in);
            return new Parser(file).parse(xml);
        } catch (XMLStreamException e) {
            throw malformed("not well-formed XML, line " + e.getLocation().getLineNumber());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static VisorException malformed(String message) {
        return new VisorException(ErrorCode.INVALID_DATASET, message);
    }

    private static final class Parser {
        private final Path file;
        private final Deque<String> open = new ArrayDeque<>();
        private final Map<String, String> picture = new HashMap<>();
        private final Map<String, String> object = new HashMap<>();
        private final List<VocObject> objects = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private boolean annotation;

        Parser(Path file) {
            this.file = file;
        }

        Optional<VocAnnotation> parse(XMLStreamReader xml) throws XMLStreamException {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> begin(xml.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> end();
                    default -> {}
                }
            }
            return annotation
                    ? Optional.of(new VocAnnotation(
                            file,
                            picture.getOrDefault("filename", ""),
                            (int) number(picture.getOrDefault("size/width", "0")),
                            (int) number(picture.getOrDefault("size/height", "0")),
                            List.copyOf(objects)))
                    : Optional.empty();
        }

        private void begin(String name) {
            if (open.isEmpty()) {
                annotation = name.equals("annotation");
            }
            if (open.size() > 20) {
                throw malformed("elements nest deeper than 20");
            }
            open.push(name);
            text.setLength(0);
            if (path().equals("object")) {
                object.clear();
            }
        }

        private void end() {
            String path = path();
            String value = text.toString().strip();
            if (path.equals("object")) {
                objects.add(object());
                if (objects.size() > MAX_OBJECTS) {
                    throw malformed("more than " + MAX_OBJECTS + " objects");
                }
            } else if (path.startsWith("object/")) {
                object.putIfAbsent(path.substring("object/".length()), value);
            } else {
                picture.putIfAbsent(path, value);
            }
            open.pop();
            text.setLength(0);
        }

        private VocObject object() {
            String name = object.getOrDefault("name", "");
            if (name.isEmpty()) {
                throw malformed("an object has no name");
            }
            return new VocObject(
                    name,
                    corner("xmin"),
                    corner("ymin"),
                    corner("xmax"),
                    corner("ymax"),
                    object.getOrDefault("difficult", "0").equals("1"));
        }

        private double corner(String name) {
            String value = object.get("bndbox/" + name);
            if (value == null) {
                throw malformed("an object has no bndbox/" + name);
            }
            return number(value);
        }

        private static double number(String value) {
            try {
                return Double.parseDouble(value);
            } catch (NumberFormatException e) {
                throw malformed("'%s' is not a number".formatted(value.length() > 40 ? value.substring(0, 40) : value));
            }
        }

        /** Path below the root element, for example {@code object/bndbox/xmin}. */
        private String path() {
            List<String> parts = new ArrayList<>(open);
            java.util.Collections.reverse(parts);
            return parts.size() < 2 ? "" : String.join("/", parts.subList(1, parts.size()));
        }
    }
}
