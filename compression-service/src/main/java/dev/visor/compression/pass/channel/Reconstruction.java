package dev.visor.compression.pass.channel;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.layer.GramSums;
import dev.visor.compression.layer.LayerSamples;
import dev.visor.compression.layer.NormalEquations;
import dev.visor.compression.layer.PairedGraph;
import dev.visor.compression.layer.StagedRun;
import dev.visor.compression.pass.ProgressListener;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.runtime.ModelSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a student's layers behind each other, learns what each reads now and what it gave in the teacher, and
 * optionally refits it to give that again from the columns that it still reads.
 */
final class Reconstruction {
    /** One picture in so many judges instead of teaching. */
    private static final int HELD_BACK = 4;

    private static final int LEAST_SAMPLES = 4096;
    private static final int SAMPLES_PER_COLUMN = 6;
    /** Floats of samples that are multiplied at once. */
    private static final int CHUNK = 1 << 22;

    private final Student student;
    private final CalibrationSet calibration;
    private final int images;
    private final int mostColumns;

    /**
     * @param student is refitted in place
     * @param mostColumns layers that read more are passed over; memory grows with the square
     */
    Reconstruction(Student student, CalibrationSet calibration, int images, int mostColumns) {
        this.student = student;
        this.calibration = calibration;
        this.images = images;
        this.mostColumns = mostColumns;
    }

    /**
     * What was learnt.
     *
     * @param layers what each reads and gave
     * @param refitted layers whose result came nearer to the teacher's on pictures held back
     * @param kept layers that did not
     */
    record Learnt(LearntLayers layers, int refitted, int kept) {}

    /**
     * One walk over all layers.
     *
     * @param refit whether layers are refitted
     */
    Learnt walk(boolean refit, ProgressListener listener) {
        Graph pair = PairedGraph.of(student.graph(), student.teacher());
        List<FloatLayer> layers = FloatLayer.of(pair).stream()
                .filter(l -> student.graph().producer(l.output()) != null)
                .filter(l -> l.shape().columns() <= mostColumns)
                .toList();
        try (StagedRun<FloatLayer> run = new StagedRun<>(pair, layers, calibration, images)) {
            Map<String, List<NormalEquations>> equations = new LinkedHashMap<>();
            int refitted = 0;
            int kept = 0;
            for (int stage = 0; stage < run.stages(); stage++) {
                run.advance(stage);
                for (FloatLayer layer : run.layers(stage)) {
                    Sums sums = gather(pair, run, layer, refit);
                    if (sums == null) {
                        continue;
                    }
                    if (refit) {
                        if (refit(pair, layer, sums, student.mask().kept(layer))) {
                            refitted++;
                        } else {
                            kept++;
                        }
                    }
                    equations.put(layer.output(), sums.equations());
                }
                listener.progressed(refit ? "refit layers" : "learn layers", stage + 1L, run.stages(), "stages");
            }
            return new Learnt(new LearntLayers(equations), refitted, kept);
        }
    }

    private record Sums(GramSums taught, GramSums judged) {
        List<NormalEquations> equations() {
            List<NormalEquations> all = new ArrayList<>();
            for (int g = 0; g < taught.shape().groups(); g++) {
                all.add(NormalEquations.of(taught, g));
            }
            return all;
        }
    }

    private @Nullable Sums gather(Graph pair, StagedRun<FloatLayer> run, FloatLayer layer, boolean judge) {
        Node twin = pair.producer(PairedGraph.inReference(layer.output()));
        if (twin == null) {
            return null;
        }
        GramSums taught = new GramSums(layer.shape());
        GramSums judged = new GramSums(layer.shape());
        int wanted = Math.max(LEAST_SAMPLES, SAMPLES_PER_COLUMN * layer.shape().columns());
        try (ModelSession multiplier = GramSums.multiplier(layer.shape())) {
            new LayerSamples(layer.shape(), pair, layer, twin)
                    .gather(
                            run,
                            wanted,
                            CHUNK,
                            (image, x, yt, count) -> (judge && image % HELD_BACK == HELD_BACK - 1 ? judged : taught)
                                    .add(multiplier, x, yt, count));
        }
        return taught.samples() == 0 ? null : new Sums(taught, judged);
    }

    private boolean refit(Graph pair, FloatLayer layer, Sums sums, boolean[] kept) {
        if (!layer.takesBias(pair)) {
            return false;
        }
        int k = layer.shape().columns();
        int rows = layer.shape().rows();
        float[] before = layer.matrix(pair);
        float[] after = new float[before.length];
        float[] oldBias = layer.bias(pair);
        float[] newBias = new float[layer.shape().groups() * rows];
        for (int g = 0; g < layer.shape().groups(); g++) {
            NormalEquations equations = NormalEquations.of(sums.taught(), g);
            DMatrixRMaj prior = new DMatrixRMaj(rows, k);
            for (int i = 0; i < rows * k; i++) {
                prior.data[i] = before[g * rows * k + i];
            }
            int[] columns = ColumnMask.columns(kept, g * k, k);
            DMatrixRMaj solved =
                    columns.length == 0 ? new DMatrixRMaj(rows, k) : equations.solve(prior, columns, student.damping());
            double[] shift = equations.bias(solved);
            for (int i = 0; i < rows * k; i++) {
                after[g * rows * k + i] = (float) solved.data[i];
            }
            for (int r = 0; r < rows; r++) {
                newBias[g * rows + r] = (float) shift[r];
            }
        }
        // Results were gathered without the teacher's bias, so that is what the shift comes on top of.
        float[] taughtBias = student.taughtBias(layer);
        double errorBefore = error(sums.judged(), before, difference(oldBias, taughtBias));
        double errorAfter = error(sums.judged(), after, newBias);
        if (!(errorAfter < errorBefore)) {
            return false;
        }
        for (int i = 0; i < newBias.length; i++) {
            newBias[i] += taughtBias[i];
        }
        FloatLayer own = student.here(layer);
        layer.setMatrix(pair, after);
        own.setMatrix(student.graph(), after);
        layer.setBias(pair, newBias);
        own.setBias(student.graph(), newBias);
        return true;
    }

    private static float[] difference(float @Nullable [] a, float[] b) {
        float[] out = new float[b.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (a == null ? 0 : a[i]) - b[i];
        }
        return out;
    }

    /** Squared error over samples of weights and a bias beyond the teacher's. */
    private static double error(GramSums sums, float[] weights, float[] shift) {
        double error = sums.error(weights);
        int k = sums.shape().columns();
        int rows = sums.shape().rows();
        double[] x = sums.meanX();
        double[] y = sums.meanY();
        for (int c = 0; c < shift.length; c++) {
            double mean = y[c];
            for (int i = 0; i < k; i++) {
                mean -= weights[c * k + i] * x[c / rows * k + i];
            }
            // ‖e − b‖² = ‖e‖² − 2b·Σe + n·b²
            error += sums.samples() * shift[c] * (shift[c] - 2 * mean);
        }
        return error;
    }
}
