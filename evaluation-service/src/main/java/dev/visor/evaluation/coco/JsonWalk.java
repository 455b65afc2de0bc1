package dev.visor.evaluation.coco;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Walks through a JSON file token by token, keeping nothing of it, and says in words what is wrong with it. */
final class JsonWalk implements AutoCloseable {
    private final String part;
    private final JsonParser parser;

    private JsonWalk(String part, JsonParser parser) {
        this.part = part;
        this.parser = parser;
    }

    /** Reads a file with it. */
    @FunctionalInterface
    interface Reading<T> {
        T read(JsonWalk json);
    }

    /**
     * Opens, reads and closes.
     *
     * @param part what the file is called in messages
     * @throws VisorException {@code INVALID_DATASET} if it isn't what it should be, {@code TOO_LARGE} beyond a limit
     */
    static <T> T through(String part, InputStream packed, CocoLimits limits, Reading<T> reading) {
        JsonFactory json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .build())
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                // As Python writes them; a NaN is then refused by name.
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
        try (InputStream in = Unpacked.of(part, packed, limits.bytes());
                JsonWalk walk = new JsonWalk(part, json.createParser(ObjectReadContext.empty(), in))) {
            T result = reading.read(walk);
            if (walk.next() != null) {
                throw walk.wrong("something follows the document");
            }
            return result;
        } catch (StreamConstraintsException e) {
            throw new VisorException(
                    ErrorCode.TOO_LARGE,
                    "%s goes beyond what is read: %s (nesting may be %d deep)"
                            .formatted(part, e.getOriginalMessage(), limits.depth()),
                    e);
        } catch (JacksonException e) {
            throw new VisorException(ErrorCode.INVALID_DATASET, "%s: %s".formatted(part, words(e)), e);
        } catch (EOFException | ZipException e) {
            throw new VisorException(ErrorCode.INVALID_DATASET, "%s is cut off or no sound gzip".formatted(part), e);
        } catch (IOException e) {
            throw new VisorException(ErrorCode.INVALID_DATASET, "%s can't be read to its end".formatted(part), e);
        }
    }

    private static String words(JacksonException e) {
        if (e.getCause() instanceof EOFException || e.getCause() instanceof ZipException) {
            return "it is cut off or no sound gzip";
        }
        return "no well-formed JSON, " + ContractJson.fault(e);
    }

    /** The next token, or null at the end. */
    JsonToken next() {
        return parser.nextToken();
    }

    /** Goes to the next value of an array; false at its end. */
    boolean nextElement() {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    /** Goes to the next property's value; false at the object's end. */
    boolean nextProperty() {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            return false;
        }
        parser.nextToken();
        return true;
    }

    String property() {
        return parser.currentName();
    }

    void skip() {
        parser.skipChildren();
    }

    void requireObject(String what) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(what + " must be an object");
        }
    }

    void requireArray(String what) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(what + " must be an array");
        }
    }

    long wholeNumber(String what) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrong("%s must be a whole number, was %s".formatted(what, shown()));
        }
        return parser.getLongValue();
    }

    double number(String what) {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            throw wrong("%s must be a number, was %s".formatted(what, shown()));
        }
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw wrong("%s must be a finite number, was %s".formatted(what, value));
        }
        return value;
    }

    /** 0, 1, true or false. */
    boolean flag(String what) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> number(what) != 0;
        };
    }

    String text(String what) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("%s must be a text, was %s".formatted(what, shown()));
        }
        return parser.getString();
    }

    private String shown() {
        return switch (parser.currentToken()) {
            case START_ARRAY -> "an array";
            case START_OBJECT -> "an object";
            default -> {
                String text = parser.getString();
                yield text.length() <= 40 ? "'" + text + "'" : "'" + text.substring(0, 40) + "…'";
            }
        };
    }

    VisorException wrong(String what) {
        return new VisorException(ErrorCode.INVALID_DATASET, "%s: %s".formatted(part, what));
    }

    VisorException tooMany(String what, int limit, String setting) {
        return new VisorException(
                ErrorCode.TOO_LARGE,
                "%s has more than %d %s; send less, or allow more with visor.evaluation.coco.%s"
                        .formatted(part, limit, what, setting));
    }

    @Override
    public void close() {
        parser.close();
    }
}
