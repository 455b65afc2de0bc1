package dev.visor.detection.dataset;

import dev.visor.contracts.dataset.LabelledBox;
import org.jspecify.annotations.Nullable;

/**
 * A fault in a dataset.
 *
 * @param file path inside the dataset, with {@code /}
 * @param line line number from 1; 0 for the whole file
 * @param rule what it is about
 * @param message what is wrong and what was done about it
 * @param leftOut whether a box or picture was left out for it
 * @param picture path of the picture that it is about; null if it is about none or several
 * @param box the box that it is about; null if it is about none, or one that was left out
 */
public record Finding(
        String file,
        int line,
        Rule rule,
        String message,
        boolean leftOut,
        @Nullable String picture,
        @Nullable LabelledBox box) {
    /** About no certain picture. */
    public Finding(String file, int line, Rule rule, String message, boolean leftOut) {
        this(file, line, rule, message, leftOut, null, null);
    }

    /** About a picture, or a box in it; nothing is left out. */
    public static Finding of(String picture, Rule rule, String message, @Nullable LabelledBox box) {
        return new Finding(picture, 0, rule, message, false, picture, box);
    }

    /** The same about this picture. */
    public Finding in(String picture) {
        return new Finding(file, line, rule, message, leftOut, picture, box);
    }
}
