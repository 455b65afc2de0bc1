package dev.visor.compression.pass.repair;

/**
 * Chooses for each weight of a row between the integers below and above it so that the row's squared error
 * {@code w·G·wᵀ − 2·c·w} is least, one weight after another until none is better turned: the quadratic form of AdaRound
 * (Nagel et al., <i>Up or Down? Adaptive Rounding</i>, 2020) without its relaxation. Deterministic.
 */
final class CoordinateDescent {
    private static final int SWEEPS = 30;

    private CoordinateDescent() {}

    /**
     * Rounds one row in place.
     *
     * @param q integers, in and out
     * @param exact weights in steps, which {@code q} stays within one of
     * @param step of the weights
     * @param limit greatest magnitude of an integer
     * @param gram {@code [columns, columns]} from {@code gramAt}
     * @param cross {@code [columns]} from {@code crossAt}
     * @param damping added to G's diagonal, with a pull towards the exact weights: keeps what few samples say small
     */
    static void round(
            int[] q,
            float[] exact,
            float step,
            int limit,
            float[] gram,
            int gramAt,
            float[] cross,
            int crossAt,
            float damping) {
        int k = q.length;
        float[] residual = new float[k];
        for (int i = 0; i < k; i++) {
            residual[i] = damping * step * (q[i] - exact[i]) - cross[crossAt + i];
        }
        for (int j = 0; j < k; j++) {
            add(residual, gram, gramAt + j * k, step * q[j]);
        }
        boolean turned = true;
        for (int sweep = 0; sweep < SWEEPS && turned; sweep++) {
            turned = false;
            for (int j = 0; j < k; j++) {
                int other = q[j] + (q[j] <= exact[j] ? 1 : -1);
                if (Math.abs(other) > limit || Math.abs(other - exact[j]) >= 1) {
                    continue;
                }
                float change = (other - q[j]) * step;
                float gain = change * (2 * residual[j] + change * (gram[gramAt + j * k + j] + damping));
                if (gain < 0) {
                    q[j] = other;
                    add(residual, gram, gramAt + j * k, change);
                    residual[j] += damping * change;
                    turned = true;
                }
            }
        }
    }

    private static void add(float[] residual, float[] gram, int at, float factor) {
        for (int i = 0; i < residual.length; i++) {
            residual[i] += factor * gram[at + i];
        }
    }
}
