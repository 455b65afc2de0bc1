package dev.visor.detection.dataset.tag;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values by RFC 4180: fields in double quotes may hold commas, line breaks and doubled quotes. Line ends
 * are LF or CRLF; a byte order mark is passed over.
 */
final class CsvRows {
    private final String text;
    private final List<Row> rows = new ArrayList<>();
    private int at;
    private int line = 1;

    private CsvRows(String text) {
        this.text = text;
    }

    /**
     * A row.
     *
     * @param line where it begins, from 1
     * @param fields at least one
     */
    record Row(int line, List<String> fields) {}

    /**
     * All rows that aren't blank.
     *
     * @throws IllegalArgumentException naming the line if a quote isn't closed or text follows one
     */
    static List<Row> parse(String text) {
        CsvRows parser = new CsvRows(text.startsWith("\uFEFF") ? text.substring(1) : text);
        while (parser.at < parser.text.length()) {
            parser.row();
        }
        return parser.rows;
    }

    private void row() {
        int begin = line;
        List<String> fields = new ArrayList<>();
        do {
            fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
        } while (skip(','));
        skip('\r');
        if (at < text.length() && !skip('\n')) {
            throw new IllegalArgumentException(
                    "line %d: text follows a closing quote, or lines end in CR alone".formatted(line));
        }
        line++;
        if (fields.size() > 1 || !fields.getFirst().isBlank()) {
            rows.add(new Row(begin, fields));
        }
    }

    private String plain() {
        int begin = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(begin, at).strip();
    }

    private String quoted() {
        int begin = line;
        StringBuilder field = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && !skip('"')) {
                return field.toString();
            }
            line += c == '\n' ? 1 : 0;
            field.append(c);
        }
        throw new IllegalArgumentException("line %d: a quote is not closed".formatted(begin));
    }

    private boolean skip(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }
}
