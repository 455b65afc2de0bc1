package dev.visor.compression.pass.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.layer.LayerShape;
import dev.visor.compression.layer.NormalEquations;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class BlockEliminationTest {
    private static final int K = 8;
    private static final int ROWS = 3;
    private static final double DAMPING = 1e-3;

    private final SplittableRandom random = new SplittableRandom(7);
    private final NormalEquations equations = equations();
    private final DMatrixRMaj prior = new DMatrixRMaj(ROWS, K);
    private final int[] all = IntStream.range(0, K).toArray();

    @Test
    void a_block_costs_what_solving_anew_without_it_costs() {
        int[] block = {2, 5};
        double cost = elimination().cost(block);
        double error = error(without(block)) - error(all);
        assertThat(cost).isCloseTo(error / energy(), within(1e-9));
    }

    @Test
    void after_a_block_went_the_next_costs_what_solving_anew_without_both_costs() {
        BlockElimination elimination = elimination();
        elimination.eliminate(new int[] {1, 2});
        double cost = elimination.cost(new int[] {6});
        double error = error(without(1, 2, 6)) - error(without(1, 2));
        assertThat(cost).isCloseTo(error / energy(), within(1e-9));
    }

    private BlockElimination elimination() {
        LayerShape shape = Objects.requireNonNull(LayerShape.of(
                new Node("MatMul", "layer", List.of("x", "w"), List.of("y")),
                Tensor.ofFloats(new long[] {K, ROWS}, new float[K * ROWS])));
        FloatLayer layer = new FloatLayer(new Node("MatMul", "layer", List.of("x", "w"), List.of("y")), shape);
        Reader reader = new Reader(layer, 0, new int[0][]);
        Importance.Weighing weighing = new Importance.Weighing() {
            @Override
            public DMatrixRMaj weights(Reader of) {
                return prior;
            }

            @Override
            public int[] kept(Reader of) {
                return all;
            }

            @Override
            public double damping() {
                return DAMPING;
            }
        };
        LearntLayers learnt = new LearntLayers(Map.of("y", List.of(equations)));
        return new BlockElimination(List.of(reader), learnt, weighing, all);
    }

    private static int[] without(int... block) {
        return IntStream.range(0, K)
                .filter(i -> IntStream.of(block).noneMatch(b -> b == i))
                .toArray();
    }

    /** Squared error and penalty of the best weights on these columns, but for a constant: {@code tr(W(G+λI)Wᵀ − 2CWᵀ)}. */
    private double error(int[] kept) {
        DMatrixRMaj w = equations.solve(prior, kept, DAMPING);
        DMatrixRMaj h = equations.gram().copy();
        for (int i = 0; i < K; i++) {
            h.add(i, i, equations.lambda(DAMPING));
        }
        DMatrixRMaj wh = new DMatrixRMaj(ROWS, K);
        CommonOps_DDRM.mult(w, h, wh);
        double error = 0;
        for (int i = 0; i < ROWS * K; i++) {
            error += wh.data[i] * w.data[i] - 2 * equations.cross().data[i] * w.data[i];
        }
        return error;
    }

    private double energy() {
        return equations.explained(equations.solve(prior, all, DAMPING));
    }

    private NormalEquations equations() {
        DMatrixRMaj x = new DMatrixRMaj(K, 50);
        DMatrixRMaj y = new DMatrixRMaj(ROWS, 50);
        for (DMatrixRMaj m : List.of(x, y)) {
            for (int i = 0; i < m.data.length; i++) {
                m.data[i] = random.nextDouble(-1, 1);
            }
        }
        DMatrixRMaj gram = new DMatrixRMaj(K, K);
        DMatrixRMaj cross = new DMatrixRMaj(ROWS, K);
        CommonOps_DDRM.multTransB(x, x, gram);
        CommonOps_DDRM.multTransB(y, x, cross);
        return new NormalEquations(gram, cross, new double[K], new double[ROWS]);
    }
}
