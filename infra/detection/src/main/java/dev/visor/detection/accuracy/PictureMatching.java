package dev.visor.detection.accuracy;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.detection.Detection;
import java.util.List;

/** Matches what a detector saw on one picture to the picture's labels, class by judged class. For one thread. */
public final class PictureMatching {
    private final ClassAlignment alignment;
    private final Matcher matcher = new Matcher();

    public PictureMatching(ClassAlignment alignment) {
        this.alignment = alignment;
    }

    /**
     * Adds one picture.
     *
     * @param place of the picture in its split; decides ties between equal scores
     * @param seen of all classes of the model
     */
    public void add(int place, LabelledImage image, List<Detection> seen, MatchTable.Builder table) {
        for (int k = 0; k < alignment.judged().size(); k++) {
            matcher.match(k, place, truths(k, image.boxes()), scored(k, seen), table);
        }
    }

    private Truths truths(int judged, List<LabelledBox> all) {
        List<LabelledBox> labels = all.stream()
                .filter(b -> alignment.ofDataset().get(b.category()) == judged)
                .toList();
        int n = labels.size();
        if (n == 0) {
            return Truths.NONE;
        }
        double[] boxes = new double[4 * n];
        double[] areas = new double[n];
        boolean[] crowd = new boolean[n];
        boolean[] ignored = new boolean[n];
        for (int i = 0; i < n; i++) {
            LabelledBox box = labels.get(i);
            put(boxes, i, box.x(), box.y(), box.width(), box.height());
            areas[i] = box.area();
            crowd[i] = box.crowd();
            ignored[i] = box.ignore();
        }
        return new Truths(boxes, areas, crowd, ignored);
    }

    private Scored scored(int judged, List<Detection> seen) {
        List<Detection> own = seen.stream()
                .filter(d -> alignment.ofModel().get(d.classIndex()) == judged)
                .toList();
        double[] boxes = new double[4 * own.size()];
        for (int i = 0; i < own.size(); i++) {
            Detection detection = own.get(i);
            put(boxes, i, detection.x(), detection.y(), detection.width(), detection.height());
        }
        return new Scored(boxes, own.stream().mapToDouble(Detection::score).toArray());
    }

    private static void put(double[] boxes, int i, double x, double y, double width, double height) {
        boxes[4 * i] = x;
        boxes[4 * i + 1] = y;
        boxes[4 * i + 2] = width;
        boxes[4 * i + 3] = height;
    }
}
