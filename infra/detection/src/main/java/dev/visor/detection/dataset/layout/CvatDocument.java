package dev.visor.detection.dataset.layout;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A file of "CVAT for images 1.1", as <a href="https://docs.cvat.ai/docs/manual/advanced/xml_format/">CVAT describes
 * it</a>.
 *
 * @param labels what the project can label, in its order
 * @param subset the task's subset; empty if it names none
 * @param images the pictures
 */
record CvatDocument(List<Label> labels, String subset, List<Image> images) {
    CvatDocument {
        labels = List.copyOf(labels);
        images = List.copyOf(images);
    }

    /**
     * A name that can be given.
     *
     * @param type {@code rectangle}, {@code polygon}, {@code tag}, {@code any} …; empty in older files
     */
    record Label(String name, String type) {}

    /**
     * A picture.
     *
     * @param name its path as written
     * @param subset its subset; empty if it names none
     * @param width in pixels as written; 0 if it isn't
     * @param height in pixels as written; 0 if it isn't
     * @param shapes what was drawn
     * @param tags labels of the whole picture, and their attributes
     */
    record Image(String name, String subset, int width, int height, List<Shape> shapes, Map<String, String> tags) {}

    /**
     * Something drawn.
     *
     * @param line where it begins
     * @param label its name
     * @param kind the element: {@code box}, {@code polygon} …
     * @param area the rectangle around it; NaN where a number can't be read
     * @param upright whether the rectangle is what was drawn
     * @param attributes by name
     */
    record Shape(int line, String label, String kind, Enclosure area, boolean upright, Map<String, String> attributes) {
        /** Whether an attribute of one of these names is set. */
        boolean is(String... names) {
            for (String name : names) {
                String value = attributes.getOrDefault(name, "");
                if (value.equalsIgnoreCase("true") || value.equals("1")) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether a file is XML whose root is {@code annotations}. */
    static boolean looksLike(Path file) {
        if (!DatasetFolder.beginsWith('<', file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = SafeXml.read(in);
            while (!xml.isStartElement()) {
                xml.next();
            }
            return xml.getLocalName().equals("annotations");
        } catch (XMLStreamException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Reads a file.
     *
     * @param name for messages
     * @throws VisorException {@code INVALID_DATASET} if it isn't well-formed, has a document type, or is of videos
     */
    static CvatDocument read(Path file, String name) {
        try (InputStream in = Files.newInputStream(file)) {
            return new CvatParser(SafeXml.read(in)).parse();
        } catch (XMLStreamException e) {
            throw new VisorException(
                    ErrorCode.INVALID_DATASET,
                    "%s is not well-formed XML, line %d"
                            .formatted(
                                    name,
                                    e.getLocation() == null
                                            ? 0
                                            : e.getLocation().getLineNumber()),
                    e);
        } catch (IllegalArgumentException e) {
            throw new VisorException(ErrorCode.INVALID_DATASET, "%s: %s".formatted(name, e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
