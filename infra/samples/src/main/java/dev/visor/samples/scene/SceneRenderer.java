package dev.visor.samples.scene;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws single pictures of streets with one to six e-bikes, by seed.
 *
 * <p>Every rider's head that can be recognised has a label, and every head that can't be is out of sight: a scene in
 * which a head is between the two (hidden or cut off by more than {@value #HIDDEN_AT_MOST_PERCENT} %) is rolled again.
 */
public final class SceneRenderer {
    /** The width of a picture when nothing else is asked for, pixels. */
    public static final int WIDTH = 480;

    /** The height of a picture when nothing else is asked for, pixels. */
    public static final int HEIGHT = 360;

    private static final int HIDDEN_AT_MOST_PERCENT = 45;
    private static final double GONE = 0.04;
    private static final int ATTEMPTS = 24;

    private final int width;
    private final int height;

    public SceneRenderer() {
        this(WIDTH, HEIGHT);
    }

    /**
     * @param width pixels, 160 to 4096
     * @param height pixels, 120 to 4096
     */
    public SceneRenderer(int width, int height) {
        if (width < 160 || width > 4096 || height < 120 || height > 4096) {
            throw new IllegalArgumentException(
                    "A scene of " + width + " x " + height + " px: draw between 160 x 120 and 4096 x 4096 px");
        }
        this.width = width;
        this.height = height;
    }

    /** The scene of this seed; equal seeds give equal pixels and boxes. */
    public Scene draw(long seed) {
        Dice dice = new Dice(seed);
        for (int attempt = 1; ; attempt++) {
            Dice rolls = dice.split();
            Street street = Street.roll(rolls, width, height);
            Canvas canvas = street.draw(traffic(rolls, street.perspective()), rolls.seed());
            List<Canvas.SeenHead> heads = canvas.seenHeads();
            boolean clear = heads.stream()
                    .allMatch(head -> head.visible() < GONE || head.visible() >= 1 - HIDDEN_AT_MOST_PERCENT / 100.0);
            if (clear || attempt == ATTEMPTS) {
                return new Scene(canvas.picture(), labels(heads, 1 - HIDDEN_AT_MOST_PERCENT / 100.0));
            }
        }
    }

    static List<LabelledHead> labels(List<Canvas.SeenHead> heads, double visibleAtLeast) {
        return heads.stream()
                .filter(head -> head.visible() >= visibleAtLeast)
                .map(Canvas.SeenHead::box)
                .toList();
    }

    private List<Placement> traffic(Dice dice, Perspective perspective) {
        List<Placement> riders = new ArrayList<>();
        int wanted = dice.pick(1, 1, 2, 2, 2, 3, 3, 4, 5, 6);
        for (int i = 0; i < wanted; i++) {
            View view = dice.pick(View.SIDE, View.SIDE, View.SIDE, View.FRONT, View.FRONT, View.BACK);
            // Far riders take less room and are more of a challenge: more of them.
            double nearness = Math.pow(dice.between(0.0, 1.0), 1.4);
            double ground = perspective.farthest() + nearness * (perspective.nearest() - perspective.farthest());
            Placement rider =
                    new Placement(Rider.roll(dice, view), dice.between(0.04, 0.96) * width, ground, dice.chance(0.5));
            if (riders.stream().noneMatch(other -> collides(rider, other, perspective))) {
                riders.add(rider);
            }
        }
        return riders;
    }

    /** Whether two heads would be at nearly the same place. */
    private static boolean collides(Placement one, Placement other, Perspective perspective) {
        double oneMetre = perspective.pixelsPerMetre(one.ground());
        double otherMetre = perspective.pixelsPerMetre(other.ground());
        double dx = one.x() - other.x();
        double dy = one.ground() - 1.6 * oneMetre - other.ground() + 1.6 * otherMetre;
        return Math.hypot(dx, dy) < 0.24 * (oneMetre + otherMetre);
    }
}
