package dev.visor.ingest.dataset;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/** Judges the name of an archive entry: whether a file of that name may be written. */
final class EntryName {
    private static final int MAX_SEGMENT_BYTES = 255;
    private static final int MAX_CHARACTERS = 1024;

    private EntryName() {}

    /**
     * What is wrong with the name, in words that follow "the entry …".
     *
     * @param depth deepest folder nesting
     */
    static Optional<String> fault(String name, int depth) {
        if (name.isEmpty() || name.length() > MAX_CHARACTERS) {
            return Optional.of(
                    "has a name of %d characters; 1 to %d are allowed".formatted(name.length(), MAX_CHARACTERS));
        }
        if (name.startsWith("/")) {
            return Optional.of("has an absolute name");
        }
        if (name.codePoints().anyMatch(EntryName::isOdd)) {
            return Optional.of("has a name with a control character, a backslash, a colon or broken UTF-8");
        }
        String[] segments = trimmed(name).split("/", -1);
        if (segments.length > depth) {
            return Optional.of("lies %d folders deep; at most %d are allowed".formatted(segments.length, depth));
        }
        for (String segment : segments) {
            if (segment.equals("..") || segment.equals(".") || segment.isEmpty()) {
                return Optional.of("has a path that leaves its folder ('%s')".formatted(segment));
            }
            if (segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT_BYTES) {
                return Optional.of("has a file name of more than %d bytes".formatted(MAX_SEGMENT_BYTES));
            }
        }
        return Optional.empty();
    }

    /** The name in one Unicode form and without the slash that marks a folder: equal names would be one file. */
    static String normalized(String name) {
        return Normalizer.normalize(trimmed(name), Normalizer.Form.NFC);
    }

    /** What operating systems put into archives by themselves. */
    static boolean isClutter(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return name.startsWith("__MACOSX/")
                || last.equals(".DS_Store")
                || last.equals("Thumbs.db")
                || last.equals("desktop.ini");
    }

    /** The name as it may be shown: short, and nothing that moves a cursor. */
    static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().limit(120).forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
        return shown.length() < name.length() ? shown + "…" : shown.toString();
    }

    private static String trimmed(String name) {
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    /** Broken UTF-8 was decoded to U+FFFD; direction marks disguise a name. */
    private static boolean isOdd(int c) {
        return Character.isISOControl(c)
                || c == '\\'
                || c == ':'
                || c == 0xFFFD
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE;
    }
}
