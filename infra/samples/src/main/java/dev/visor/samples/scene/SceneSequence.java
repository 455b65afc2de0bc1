package dev.visor.samples.scene;

import java.util.ArrayList;
import java.util.List;

/**
 * What a fixed camera over a street sees, frame by frame: riders pass from both sides. Every frame can be drawn on its
 * own, in any order.
 */
public final class SceneSequence {
    private static final double VISIBLE_AT_LEAST = 0.4;

    private final Street street;
    private final List<Passage> passages;
    private final double framesPerSecond;
    private final long noiseSeed;

    /** Half a minute or more of traffic at 10 frames a second in the usual size. */
    public SceneSequence(long seed) {
        this(seed, SceneRenderer.WIDTH, SceneRenderer.HEIGHT, 10);
    }

    /**
     * @param width pixels
     * @param height pixels
     * @param framesPerSecond how much time lies between two frames; above 0
     */
    public SceneSequence(long seed, int width, int height, double framesPerSecond) {
        if (!(framesPerSecond > 0)) {
            throw new IllegalArgumentException(framesPerSecond + " frames a second: it must be above 0");
        }
        Dice dice = new Dice(seed);
        this.framesPerSecond = framesPerSecond;
        this.street = Street.roll(dice, width, height);
        this.noiseSeed = dice.seed();
        this.passages = new ArrayList<>();
        Perspective perspective = street.perspective();
        for (int lane = 0; lane < 4; lane++) {
            double ground = perspective.farthest() + (perspective.nearest() - perspective.farthest()) * lane / 3.4;
            List<Rider> riders = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                riders.add(Rider.roll(dice, View.SIDE));
            }
            passages.add(new Passage(
                    ground,
                    lane % 2 == 1,
                    dice.between(1.6, 2.8),
                    dice.between(0.0, 9.0),
                    dice.between(4.0, 6.5),
                    riders));
        }
    }

    /** The frame with this index, 0 and up; the traffic never ends. */
    public Scene frame(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("Frame " + index + ": the first one is 0");
        }
        double seconds = index / framesPerSecond;
        List<Placement> moving = new ArrayList<>();
        for (Passage passage : passages) {
            passage.place(seconds, street.perspective(), moving);
        }
        Canvas canvas = street.draw(moving, noiseSeed + 0x9e3779b97f4a7c15L * (index + 1));
        return new Scene(canvas.picture(), SceneRenderer.labels(canvas.seenHeads(), VISIBLE_AT_LEAST));
    }

    /**
     * One lane's riders, one after the other, again and again.
     *
     * @param speed metres a second
     * @param start seconds by which the lane is ahead
     * @param gap metres between riders
     */
    private record Passage(
            double ground, boolean leftwards, double speed, double start, double gap, List<Rider> riders) {
        void place(double seconds, Perspective perspective, List<Placement> moving) {
            double metre = perspective.pixelsPerMetre(ground);
            double lane = Math.max(perspective.width() / metre + 3, gap * riders.size());
            double travelled = (seconds + start) * speed;
            for (int i = 0; i < riders.size(); i++) {
                double at = (travelled + i * gap) % lane;
                double x = (at - 1.5) * metre;
                double nod = 0.05 * StrictMath.sin(seconds * 3 + i * 2);
                Rider rider = riders.get(i).after(travelled / 0.28, nod);
                moving.add(new Placement(rider, leftwards ? perspective.width() - x : x, ground + i * 0.01, leftwards));
            }
        }
    }
}
