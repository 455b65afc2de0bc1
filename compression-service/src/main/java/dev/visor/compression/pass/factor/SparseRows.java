package dev.visor.compression.pass.factor;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A matrix whose rows are mostly zeros, as features that read one column of a kernel or one channel are.
 *
 * @param places of what isn't zero, row by row
 * @param values there
 * @param columns of the matrix
 */
record SparseRows(int[][] places, double[][] values, int columns) {
    static SparseRows of(DMatrixRMaj matrix) {
        int[][] places = new int[matrix.numRows][];
        double[][] values = new double[matrix.numRows][];
        for (int row = 0; row < matrix.numRows; row++) {
            int count = 0;
            int[] at = new int[matrix.numCols];
            double[] found = new double[matrix.numCols];
            for (int c = 0; c < matrix.numCols; c++) {
                double value = matrix.data[row * matrix.numCols + c];
                if (value != 0) {
                    at[count] = c;
                    found[count++] = value;
                }
            }
            places[row] = Arrays.copyOf(at, count);
            values[row] = Arrays.copyOf(found, count);
        }
        return new SparseRows(places, values, matrix.numCols);
    }

    /** {@code this · right}. */
    DMatrixRMaj times(DMatrixRMaj right) {
        int width = right.numCols;
        DMatrixRMaj product = new DMatrixRMaj(places.length, width);
        for (int row = 0; row < places.length; row++) {
            for (int k = 0; k < places[row].length; k++) {
                double value = values[row][k];
                int from = places[row][k] * width;
                int to = row * width;
                for (int c = 0; c < width; c++) {
                    product.data[to + c] += value * right.data[from + c];
                }
            }
        }
        return product;
    }

    /** {@code left · thisᵀ}. */
    DMatrixRMaj onto(DMatrixRMaj left) {
        DMatrixRMaj product = new DMatrixRMaj(left.numRows, places.length);
        for (int row = 0; row < left.numRows; row++) {
            for (int c = 0; c < places.length; c++) {
                double sum = 0;
                for (int k = 0; k < places[c].length; k++) {
                    sum += left.data[row * columns + places[c][k]] * values[c][k];
                }
                product.data[row * places.length + c] = sum;
            }
        }
        return product;
    }

    /** {@code left · this}. */
    DMatrixRMaj multipliedBy(DMatrixRMaj left) {
        DMatrixRMaj product = new DMatrixRMaj(left.numRows, columns);
        for (int row = 0; row < left.numRows; row++) {
            for (int f = 0; f < places.length; f++) {
                double value = left.data[row * left.numCols + f];
                for (int k = 0; k < places[f].length; k++) {
                    product.data[row * columns + places[f][k]] += value * values[f][k];
                }
            }
        }
        return product;
    }
}
