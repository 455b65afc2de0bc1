package dev.visor.evaluation.gate;

import org.jspecify.annotations.Nullable;

/**
 * Where a figure lies with a confidence.
 *
 * @param low it is at least this, with the confidence
 * @param high it is at most this, with the confidence
 * @param drawn what was drawn for it
 */
public record Bounds(double low, double high, Drawn drawn) {
    /**
     * What was drawn.
     *
     * @param count how many pictures, or clips, there are to draw from
     * @param telling how many of them have a label that the figure rests on; of false alarms how many are in the slice
     * @param unit what pictures are drawn together by; null if each is drawn alone
     */
    public record Drawn(int count, int telling, @Nullable DrawingUnit unit) {
        /** For people: {@code pictures}, or {@code values of 'clip'}. */
        String word() {
            return unit == null ? "pictures" : "values of '%s'".formatted(unit.tag());
        }
    }
}
