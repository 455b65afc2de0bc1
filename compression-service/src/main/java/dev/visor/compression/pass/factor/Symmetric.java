package dev.visor.compression.pass.factor;

import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix without negative eigenvalues, largest first.
 *
 * @param values λ, none below 0
 * @param vectors orthonormal, one a column
 */
public record Symmetric(double[] values, DMatrixRMaj vectors) {
    /** Of a matrix of sums of squares, {@code n × n}. */
    public static Symmetric of(DMatrixRMaj matrix) {
        int n = matrix.numRows;
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(matrix.copy())) {
            throw new ArithmeticException("eigenvalues of a matrix of %d columns were not found".formatted(n));
        }
        Integer[] order = new Integer[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        Arrays.sort(
                order,
                Comparator.comparingDouble(
                        (Integer i) -> -eigen.getEigenvalue(i).getReal()));
        double[] values = new double[n];
        DMatrixRMaj vectors = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            values[i] = Math.max(0, eigen.getEigenvalue(order[i]).getReal());
            CommonOps_DDRM.insert(eigen.getEigenVector(order[i]), vectors, 0, i);
        }
        return new Symmetric(values, vectors);
    }

    /** The first eigenvectors, {@code n × count}. */
    public DMatrixRMaj leading(int count) {
        return CommonOps_DDRM.extract(vectors, 0, vectors.numRows, 0, count);
    }

    /** Share of the sum of eigenvalues that the first ones have, 0 to 1. */
    public double energy(int count) {
        double all = 0;
        double part = 0;
        for (int i = 0; i < values.length; i++) {
            all += values[i];
            part += i < count ? values[i] : 0;
        }
        return all == 0 ? 1 : part / all;
    }
}
