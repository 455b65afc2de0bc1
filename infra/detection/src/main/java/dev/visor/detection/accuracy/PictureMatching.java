package dev.visor.detection.accuracy;

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
        matcher.match(place, alignment.observe(image, seen), table);
    }
}
