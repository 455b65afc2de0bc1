package dev.visor.compression.pass.channel;

import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.layer.NormalEquations;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/**
 * A graph from which channels are taken by not reading them: all columns of weights that stand for them are zero, so that
 * shapes stay and everything can be compared with the original. They are removed at the end.
 */
final class Student implements Importance.Weighing {
    private final Graph graph;
    private final Graph teacher;
    private final ColumnMask mask;
    private final double damping;

    /** @param damping see {@link NormalEquations} */
    Student(Graph graph, Graph teacher, ColumnMask mask, double damping) {
        this.graph = graph;
        this.teacher = teacher;
        this.mask = mask;
        this.damping = damping;
    }

    Graph graph() {
        return graph;
    }

    Graph teacher() {
        return teacher;
    }

    ColumnMask mask() {
        return mask;
    }

    @Override
    public DMatrixRMaj weights(Reader reader) {
        return here(reader.layer()).matrix(graph, reader.group());
    }

    @Override
    public int[] kept(Reader reader) {
        int k = reader.layer().shape().columns();
        return ColumnMask.columns(mask.kept(reader.layer()), reader.group() * k, k);
    }

    @Override
    public double damping() {
        return damping;
    }

    /** The same on a copy of the graph, for trying something out. */
    Student copy() {
        return new Student(graph.copy(), teacher, mask.copy(), damping);
    }

    /** Stops reading columns of a layer. */
    void drop(Reader reader, int[] columns) {
        int from = reader.group() * reader.layer().shape().columns();
        int[] absolute = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            absolute[i] = from + columns[i];
        }
        mask.drop(reader.layer(), absolute);
        DMatrixRMaj weights = weights(reader);
        for (int r = 0; r < weights.numRows; r++) {
            for (int column : columns) {
                weights.set(r, column, 0);
            }
        }
        store(reader, weights);
    }

    /** Solves a layer's weights anew for the columns that it still reads. */
    void refit(Reader reader, NormalEquations equations) {
        DMatrixRMaj before = weights(reader);
        int[] kept = kept(reader);
        if (kept.length == 0) {
            return;
        }
        DMatrixRMaj solved = equations.solve(before, kept, damping);
        FloatLayer here = here(reader.layer());
        if (here.takesBias(graph)) {
            float[] taught = taughtBias(reader.layer());
            float[] bias = here.bias(graph);
            float[] moved = bias == null ? new float[taught.length] : bias;
            double[] shift = equations.bias(solved);
            for (int r = 0; r < shift.length; r++) {
                int channel = reader.group() * shift.length + r;
                moved[channel] = taught[channel] + (float) shift[r];
            }
            here.setBias(graph, moved);
        }
        store(reader, solved);
    }

    /** The teacher's bias, which equations leave out; zeros without one. */
    float[] taughtBias(FloatLayer layer) {
        Node node = Objects.requireNonNull(teacher.producer(layer.output()), layer.output());
        float[] bias = new FloatLayer(node, layer.shape()).bias(teacher);
        return bias == null ? new float[layer.shape().groups() * layer.shape().rows()] : bias;
    }

    /** The student's own form of a layer. */
    FloatLayer here(FloatLayer layer) {
        return new FloatLayer(Objects.requireNonNull(graph.producer(layer.output()), layer.output()), layer.shape());
    }

    private void store(Reader reader, DMatrixRMaj weights) {
        FloatLayer here = here(reader.layer());
        float[] all = here.matrix(graph);
        for (int i = 0; i < weights.data.length; i++) {
            all[reader.group() * weights.data.length + i] = (float) weights.data[i];
        }
        here.setMatrix(graph, all);
    }
}
