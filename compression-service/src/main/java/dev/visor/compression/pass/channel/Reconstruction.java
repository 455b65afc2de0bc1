package dev.visor.compression.pass.channel;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.layer.LayerEvidence;
import dev.visor.compression.layer.NormalEquations;
import dev.visor.compression.layer.PairedGraph;
import dev.visor.compression.layer.StagedRun;
import dev.visor.compression.pass.ProgressListener;
import dev.visor.onnx.graph.Graph;
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
    /** More than others take: what is learnt of a layer chooses channels too. */
    private static final int LEAST_SAMPLES = 4096;

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
                    LayerEvidence evidence =
                            LayerEvidence.gather(pair, run, layer, layer.shape(), LEAST_SAMPLES, refit);
                    if (evidence == null) {
                        continue;
                    }
                    if (refit) {
                        if (refit(pair, layer, evidence, student.mask().kept(layer))) {
                            refitted++;
                        } else {
                            kept++;
                        }
                    }
                    equations.put(layer.output(), evidence.taught().equations());
                }
                listener.progressed(refit ? "refit layers" : "learn layers", stage + 1L, run.stages(), "stages");
            }
            return new Learnt(new LearntLayers(equations), refitted, kept);
        }
    }

    private boolean refit(Graph pair, FloatLayer layer, LayerEvidence evidence, boolean[] kept) {
        if (!layer.takesBias(pair)) {
            return false;
        }
        int k = layer.shape().columns();
        int rows = layer.shape().rows();
        float[] before = layer.matrix(pair);
        float[] after = new float[before.length];
        float[] oldBias = layer.bias(pair);
        double[] shifts = new double[layer.shape().groups() * rows];
        for (int g = 0; g < layer.shape().groups(); g++) {
            NormalEquations equations = NormalEquations.of(evidence.taught(), g);
            DMatrixRMaj prior = FloatLayer.matrix(layer.shape(), before, g);
            int[] columns = ColumnMask.columns(kept, g * k, k);
            DMatrixRMaj solved =
                    columns.length == 0 ? new DMatrixRMaj(rows, k) : equations.solve(prior, columns, student.damping());
            double[] shift = equations.bias(solved);
            for (int i = 0; i < rows * k; i++) {
                after[g * rows * k + i] = (float) solved.data[i];
            }
            System.arraycopy(shift, 0, shifts, g * rows, rows);
        }
        // Results were gathered without the teacher's bias, so that is what the shift comes on top of.
        float[] taughtBias = student.taughtBias(layer);
        double errorBefore = evidence.judged().error(before, difference(oldBias, taughtBias));
        double errorAfter = evidence.judged().error(after, shifts);
        if (!(errorAfter < errorBefore)) {
            return false;
        }
        float[] newBias = taughtBias.clone();
        for (int i = 0; i < newBias.length; i++) {
            newBias[i] += (float) shifts[i];
        }
        FloatLayer own = student.here(layer);
        layer.setMatrix(pair, after);
        own.setMatrix(student.graph(), after);
        layer.setBias(pair, newBias);
        own.setBias(student.graph(), newBias);
        return true;
    }

    private static double[] difference(float @Nullable [] a, float[] b) {
        double[] out = new double[b.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (a == null ? 0 : a[i]) - b[i];
        }
        return out;
    }
}
