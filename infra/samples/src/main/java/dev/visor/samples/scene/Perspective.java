package dev.visor.samples.scene;

/**
 * A camera over a level street: size grows linearly with the distance below the horizon.
 *
 * @param horizon pixels from the top
 * @param near pixels per metre at the lower edge
 */
record Perspective(int width, int height, double horizon, double near) {
    /** Riders' heads are 0.34 to 0.4 m wide: at this size, 18 px and more. */
    private static final double SMALLEST = 52.0 / 360;

    static Perspective roll(Dice dice, int width, int height) {
        return new Perspective(width, height, height * dice.between(0.26, 0.36), height * dice.between(0.30, 0.42));
    }

    double pixelsPerMetre(double ground) {
        return near * (ground - horizon) / (height - horizon);
    }

    /** The ground line where a metre has {@code pixels}. */
    double groundFor(double pixels) {
        return horizon + pixels / near * (height - horizon);
    }

    /** The farthest ground line for a rider. */
    double farthest() {
        return groundFor(SMALLEST * height);
    }

    /** The nearest ground line at which a rider's head is still in the picture. */
    double nearest() {
        return Math.min(height * 1.12, groundFor(near * 1.05));
    }
}
