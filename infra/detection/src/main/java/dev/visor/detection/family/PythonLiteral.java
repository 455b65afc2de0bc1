package dev.visor.detection.family;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Python's {@code str()} writes for dicts, lists, tuples, strings, numbers, {@code True}, {@code False} and
 * {@code None}, as exporters leave it in metadata. JSON of the same kinds is read too. Nesting is limited to 16.
 */
final class PythonLiteral {
    private static final int MAX_DEPTH = 16;

    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /**
     * The value as Map, List, String, Long, Double, Boolean or null.
     *
     * @throws IllegalArgumentException if it is none
     */
    static @Nullable Object parse(String text) {
        PythonLiteral parser = new PythonLiteral(text);
        Object value = parser.value(0);
        parser.space();
        if (parser.at != text.length()) {
            throw parser.unexpected("the end");
        }
        return value;
    }

    private @Nullable Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("more than " + MAX_DEPTH + " levels of nesting");
        }
        space();
        char c = peek();
        return switch (c) {
            case '{' -> map(depth);
            case '[' -> list(depth, ']');
            case '(' -> list(depth, ')');
            case '\'', '"' -> string();
            default -> atom();
        };
    }

    private Map<Object, @Nullable Object> map(int depth) {
        Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
        at++;
        while (true) {
            space();
            if (peek() == '}') {
                at++;
                return entries;
            }
            Object key = value(depth + 1);
            if (key == null) {
                throw unexpected("a key");
            }
            space();
            expect(':');
            entries.put(key, value(depth + 1));
            separator('}');
        }
    }

    private List<@Nullable Object> list(int depth, char end) {
        List<@Nullable Object> items = new ArrayList<>();
        at++;
        while (true) {
            space();
            if (peek() == end) {
                at++;
                return items;
            }
            items.add(value(depth + 1));
            separator(end);
        }
    }

    private void separator(char end) {
        space();
        if (peek() == ',') {
            at++;
        } else if (peek() != end) {
            throw unexpected("',' or '" + end + "'");
        }
    }

    private String string() {
        char quote = text.charAt(at++);
        StringBuilder out = new StringBuilder();
        while (peek() != quote) {
            char c = text.charAt(at++);
            out.append(c == '\\' ? escape() : c);
        }
        at++;
        return out.toString();
    }

    private char escape() {
        char c = peek();
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            default -> c;
        };
    }

    private char hex(int digits) {
        if (at + digits > text.length()) {
            throw unexpected(digits + " hexadecimal digits");
        }
        char value = (char) Integer.parseInt(text.substring(at, at + digits), 16);
        at += digits;
        return value;
    }

    private @Nullable Object atom() {
        int begin = at;
        while (at < text.length() && ",:]}) \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(begin, at);
        return switch (word) {
            case "True", "true" -> true;
            case "False", "false" -> false;
            case "None", "null" -> null;
            default -> number(word);
        };
    }

    private static Object number(String word) {
        try {
            return word.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')
                    ? (Object) Double.valueOf(word)
                    : (Object) Long.valueOf(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is no Python literal".formatted(word), e);
        }
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("ends too early");
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw unexpected("'" + c + "'");
        }
        at++;
    }

    private IllegalArgumentException unexpected(String expected) {
        return new IllegalArgumentException("expected %s at character %d".formatted(expected, at + 1));
    }
}
