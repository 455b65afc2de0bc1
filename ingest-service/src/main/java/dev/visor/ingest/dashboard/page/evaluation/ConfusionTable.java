package dev.visor.ingest.dashboard.page.evaluation;

import dev.visor.ingest.dashboard.document.Confusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A confusion matrix as a table.
 *
 * @param columns what is reported, the background last
 * @param rows what is labelled, the background last
 */
public record ConfusionTable(List<String> columns, List<Row> rows) {
    /** A labelled class. */
    public record Row(String name, List<Cell> cells) {}

    /**
     * How often it is reported as a class.
     *
     * @param text the count; empty for the corner that has none
     * @param heat 0 to 5 by its share of the row
     * @param right whether both are the same class
     * @param words all in words
     */
    public record Cell(String text, int heat, boolean right, String words) {}

    static ConfusionTable of(Confusion confusion) {
        List<String> names = new ArrayList<>(confusion.classes());
        names.add("background");
        List<Row> rows = new ArrayList<>();
        int background = confusion.classes().size();
        for (int r = 0; r < names.size(); r++) {
            List<Cell> cells = new ArrayList<>();
            int sum = 0;
            for (int count : confusion.counts()[r]) {
                sum += count;
            }
            for (int c = 0; c < names.size(); c++) {
                int count = confusion.counts()[r][c];
                boolean corner = r == background && c == background;
                double share = sum == 0 ? 0 : (double) count / sum;
                cells.add(new Cell(
                        corner ? "" : String.format(Locale.ROOT, "%,d", count),
                        count == 0 ? 0 : 1 + (int) Math.min(4, share * 5),
                        r == c && !corner,
                        corner
                                ? ""
                                : words(names.get(r), names.get(c), r == background, c == background, count, share)));
            }
            rows.add(new Row(names.get(r), cells));
        }
        return new ConfusionTable(names, rows);
    }

    private static String words(
            String labelled, String reported, boolean nothing, boolean missed, int count, double share) {
        if (nothing) {
            return String.format(Locale.ROOT, "%,d reports of %s where nothing is", count, reported);
        }
        return String.format(
                Locale.ROOT,
                missed
                        ? "%,d of %s missed, %.1f %%"
                        : "%,d of %s reported as " + reported.replace("%", "%%") + ", %.1f %%",
                count,
                labelled,
                share * 100);
    }
}
