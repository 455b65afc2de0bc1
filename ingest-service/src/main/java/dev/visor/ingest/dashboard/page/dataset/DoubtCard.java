package dev.visor.ingest.dashboard.page.dataset;

import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.ingest.dashboard.document.SuspiciousDocument.Doubt;
import java.util.List;

/**
 * A doubted label in its picture. Small boxes can't be told in a small picture, so what is around them is cut out.
 *
 * @param doubt what is doubted
 * @param image the picture
 * @param labels what is labelled in it
 * @param view the part of it that is shown
 * @param whole whether that is all of it
 * @param pixels width of the picture to load, so that the part is sharp
 */
public record DoubtCard(
        Doubt doubt, LabelledImage image, List<Label> labels, LabelledBox view, boolean whole, int pixels) {
    /** Sides of the box across the part that is shown. */
    private static final double ROOM = 5;

    /** The part is at least this high, so that one sees what the place is. */
    private static final double LEAST_HEIGHT = 120;

    private static final double ASPECT = 4.0 / 3;

    /** A part of nearly all of the picture is no help. */
    private static final double NEARLY_ALL = 0.8;

    /** Pixels of the part as it is loaded: twice as wide as it is drawn, for fine screens. */
    private static final int SHARP = 640;

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
                view.width() == image.width() && view.height() == image.height(),
                (int) Math.clamp(Math.ceil(SHARP * image.width() / view.width()), SHARP, MOST_PIXELS));
    }

    /** Unit that strokes and letters are measured in: a hundredth of the part that is shown. */
    public double unit() {
        return (view.width() + view.height()) / 200;
    }

    /** What is doubted, in words. */
    public String says() {
        return switch (doubt.kind()) {
            case UNLABELLED_OBJECT -> "%s, nothing labelled".formatted(doubt.className());
            case OTHER_CLASS -> "%s, labelled %s".formatted(doubt.className(), doubt.labelled());
            case NEVER_FOUND -> "labelled %s".formatted(doubt.labelled());
        };
    }

    private static LabelledBox view(Doubt doubt, LabelledImage image) {
        double height = Math.max(LEAST_HEIGHT, ROOM * Math.max(doubt.height(), doubt.width() / ASPECT));
        double width = Math.min(image.width(), height * ASPECT);
        height = Math.min(image.height(), height);
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
