package dev.visor.ingest.dashboard.page.dataset;

import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.ingest.dashboard.document.SuspiciousDocument.Doubt;
import java.util.List;
import java.util.Locale;

/**
 * A doubted label in its picture. Small boxes can't be told in a small picture, so what is around them is cut out.
 *
 * @param doubt what is doubted
 * @param image the picture
 * @param labels what is labelled in it
 * @param view the part of it that is shown
 * @param pixels width of the picture to load, so that the part is sharp
 */
public record DoubtCard(Doubt doubt, LabelledImage image, List<Label> labels, LabelledBox view, int pixels) {
    /** Sides of the box across the part that is shown. */
    private static final double ROOM = 5;

    private static final double LEAST_ROOM = 1.4;

    /** The part is at least this high, so that one sees what the place is. */
    private static final double LEAST_HEIGHT = 120;

    private static final double ASPECT = 4.0 / 3;

    /** A part of nearly all of the picture is no help. */
    private static final double NEARLY_ALL = 0.8;

    /** Pixels of the part as it is loaded: twice as wide as it is drawn, for fine screens. */
    private static final int SHARP = 640;

    private static final double LETTERS = 5.5;

    /** Width of a letter to its height. */
    private static final double LETTER_WIDTH = 0.6;

    /** What the REST interface gives at most. */
    private static final int MOST_PIXELS = 2048;

    /** A labelled box and its class. */
    public record Label(LabelledBox box, String name) {}

    static DoubtCard of(Doubt doubt, LabelledImage image, DatasetManifest manifest) {
        LabelledBox view = view(doubt, image);
        return new DoubtCard(
                doubt,
                image,
                image.boxes().stream()
                        .limit(SheetCard.MAX_MARKS)
                        .map(box -> new Label(box, manifest.classes().get(box.category())))
                        .toList(),
                view,
                (int) Math.clamp(Math.ceil(SHARP * image.width() / view.width()), SHARP, MOST_PIXELS));
    }

    /** Unit that strokes and letters are measured in: a hundredth of the part that is shown. */
    public double unit() {
        return (view.width() + view.height()) / 200;
    }

    /** Height of letters in units. */
    public double letters() {
        return LETTERS;
    }

    /** The class, with the score of a detection. */
    public String name() {
        return doubt.score() == null
                ? doubt.className()
                : String.format(Locale.ROOT, "%s %.2f", doubt.className(), doubt.score());
    }

    /** Whether the name ends at the box's right side, since it would run out of the part if it began at the left. */
    public boolean leftward() {
        return doubt.x() - view.x() + name().length() * LETTER_WIDTH * LETTERS * unit() > view.width();
    }

    /** What is doubted, in words. */
    public String says() {
        return switch (doubt.kind()) {
            case UNLABELLED_OBJECT -> name() + ", nothing labelled";
            case OTHER_CLASS -> name() + ", labelled " + doubt.labelled();
            case NEVER_FOUND -> "labelled %s".formatted(doubt.labelled());
        };
    }

    private static LabelledBox view(Doubt doubt, LabelledImage image) {
        double most = Math.max(LEAST_HEIGHT, ROOM * Math.max(doubt.height(), doubt.width() / ASPECT));
        double width = Math.min(image.width(), most * ASPECT);
        double height = Math.min(image.height(), most);
        // In upright and flat pictures less room is left around the box, and the part keeps its shape if that will do.
        double narrower = Math.max(height * ASPECT, LEAST_ROOM * doubt.width());
        height = Math.min(height, Math.max(width / ASPECT, LEAST_ROOM * doubt.height()));
        width = Math.min(width, narrower);
        if (width > NEARLY_ALL * image.width() && height > NEARLY_ALL * image.height()) {
            return LabelledBox.of(0, 0, 0, image.width(), image.height());
        }
        return LabelledBox.of(
                0,
                Math.clamp(doubt.x() + doubt.width() / 2 - width / 2, 0, image.width() - width),
                Math.clamp(doubt.y() + doubt.height() / 2 - height / 2, 0, image.height() - height),
                width,
                height);
    }
}
