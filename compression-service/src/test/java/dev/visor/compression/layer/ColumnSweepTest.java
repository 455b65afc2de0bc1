package dev.visor.compression.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class ColumnSweepTest {
    private static final int[] PLAIN = {0, 1, 2};
    private static final double LAMBDA = 1e-9;

    /** Symmetric, positive definite. */
    private static final DMatrixRMaj H = new DMatrixRMaj(
            new double[][] {{7 / 3.0, 11 / 12.0, 2 / 3.0}, {11 / 12.0, 31 / 12.0, 1.25}, {2 / 3.0, 1.25, 2.17}});

    @Test
    void onFirstColumnItIsOptimalBrainSurgeon() {
        DMatrixRMaj inverse = new DMatrixRMaj(3, 3);
        CommonOps_DDRM.invert(H, inverse);
        double[] w = {0.8, -1.1, 2.0};
        double[] row = w.clone();
        ColumnSweep sweep = sweep(H, PLAIN);
        assertThat(sweep.cost(0, w[0])).isCloseTo(w[0] * w[0] / (2 * inverse.get(0, 0)), within(1e-6));
        sweep.settle(row, 0, 0);
        assertThat(row[0]).isZero();
        for (int j = 1; j < 3; j++) {
            assertThat(row[j]).isCloseTo(w[j] - w[0] / inverse.get(0, 0) * inverse.get(j, 0), within(1e-6));
        }
    }

    /** Half of (w − w₀)·H·(w − w₀)ᵀ with w_q = 0, least by normal equations of the two other columns, by Cramer's rule. */
    @Test
    void agreesWithLeastSquaresOnWhatIsLeft() {
        double[] w = {0.8, -1.1, 2.0};
        for (int q = 0; q < 3; q++) {
            int a = q == 0 ? 1 : 0;
            int b = q == 2 ? 1 : 2;
            double[] row = {w[q], w[a], w[b]};
            ColumnSweep sweep = sweep(H, new int[] {q, a, b});
            double cost = sweep.cost(0, w[q]);
            sweep.settle(row, 0, 0);
            // H_aa·δa + H_ab·δb = w_q·H_aq, and so for b.
            double det = H.get(a, a) * H.get(b, b) - H.get(a, b) * H.get(a, b);
            double da = w[q] * (H.get(a, q) * H.get(b, b) - H.get(b, q) * H.get(a, b)) / det;
            double db = w[q] * (H.get(b, q) * H.get(a, a) - H.get(a, q) * H.get(a, b)) / det;
            assertThat(row).containsExactly(new double[] {0, w[a] + da, w[b] + db}, within(1e-6));
            double[] change = new double[3];
            change[q] = -w[q];
            change[a] = da;
            change[b] = db;
            assertThat(cost).isCloseTo(quadratic(H, change) / 2, within(1e-6));
        }
    }

    @Test
    void costsOfASweepAddUpToItsError() {
        int k = 40;
        SplittableRandom random = new SplittableRandom(3);
        DMatrixRMaj x = new DMatrixRMaj(k, 200);
        for (int i = 0; i < x.data.length; i++) {
            x.data[i] = random.nextGaussian() + (i >= 200 ? 0.7 * x.data[i - 200] : 0);
        }
        DMatrixRMaj h = new DMatrixRMaj(k, k);
        CommonOps_DDRM.multTransB(x, x, h);
        int[] order = new int[k];
        for (int i = 0; i < k; i++) {
            order[i] = i * 7 % k;
        }
        ColumnSweep sweep = sweep(h, order);
        double[] before = new double[k];
        for (int i = 0; i < k; i++) {
            before[i] = random.nextGaussian();
        }
        double[] row = sweep.inOrder(before, 0);
        double cost = 0;
        double plain = 0;
        double[] after = before.clone();
        for (int i = 0; i < k; i += 2) {
            cost += sweep.cost(i, row[i]);
            sweep.settle(row, i, 0);
            after[order[i]] = 0;
        }
        plain = quadratic(h, difference(before, after)) / 2;
        sweep.outOfOrder(row, after, 0);
        for (int i = 0; i < k; i += 2) {
            assertThat(after[order[i]]).isZero();
        }
        assertThat(quadratic(h, difference(before, after)) / 2).isCloseTo(cost, within(1e-6 * cost));
        assertThat(cost).isLessThan(0.7 * plain);
    }

    @Test
    void refusesWhatIsNotPositiveDefinite() {
        DMatrixRMaj indefinite = new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}});
        assertThat(ColumnSweep.of(indefinite, LAMBDA, new int[] {0, 1})).isNull();
    }

    private static ColumnSweep sweep(DMatrixRMaj h, int[] order) {
        return Objects.requireNonNull(ColumnSweep.of(h, LAMBDA, order));
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    private static double quadratic(DMatrixRMaj h, double[] v) {
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                sum += v[i] * h.get(i, j) * v[j];
            }
        }
        return sum;
    }
}
