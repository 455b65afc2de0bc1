package dev.visor.compression.pass;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Passes that make of a graph what a {@link FakeBench} is to read from it. */
final class StepPasses {
    private StepPasses() {}

    /** Makes the graph worth so much and take so long. */
    @PassId(value = "prune-it", description = "Costs AP, wins time.")
    record Prune(double ap, double time) implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            FakeBench.worth(graph, ap);
            FakeBench.takes(graph, time);
            return new PassResult(3, Map.of("channels", 8.0), List.of("head: left alone"));
        }

        @Override
        public Set<Property> establishes() {
            return Set.of(Property.PRUNED_CHANNELS);
        }
    }

    /** The same, as a pass that quantises. */
    @PassId(value = "quantize-it", description = "Costs AP, needs nothing.")
    record Quantize(double ap) implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            FakeBench.worth(graph, ap);
            return PassResult.of(1);
        }

        @Override
        public Set<Property> establishes() {
            return Set.of(Property.QUANTIZED);
        }
    }

    /** Says in the metadata what the reference is worth. */
    @PassId(value = "restore-it", description = "Needs what was quantised.")
    record Restore() implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            String worth =
                    Objects.requireNonNull(context.reference()).metadata().toString();
            graph.metadata().put("test.reference", worth);
            return PassResult.of(1);
        }

        @Override
        public Set<Property> needs() {
            return Set.of(Property.QUANTIZED);
        }
    }

    /** All weights of convolutions become zero. */
    @PassId(value = "empty-it", description = "Leaves little to download.")
    record Empty() implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            graph.nodes("Conv").forEach(conv -> {
                Tensor weights = Objects.requireNonNull(graph.initializer(conv.input(1)));
                graph.setInitializer(
                        conv.input(1), Tensor.ofFloats(weights.dims(), new float[(int) weights.elements()]));
            });
            return PassResult.of(1);
        }
    }

    /** Spoils the graph, then refuses it. */
    @PassId(value = "refuse-it", description = "Refuses every model.")
    record Refuse(ErrorCode code) implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            FakeBench.worth(graph, 0);
            throw new VisorException(code, "no pictures to calibrate on");
        }
    }

    /** Changes nothing. */
    @PassId(value = "leave-it", description = "Finds nothing to do.")
    record Leave() implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            return PassResult.leftAlone("nothing to do");
        }
    }

    /** As when the process is killed. */
    @PassId(value = "die-here", description = "Ends the run.")
    record Die(List<Boolean> dies) implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            if (!dies.isEmpty()) {
                throw new Killed();
            }
            return PassResult.of(0);
        }
    }

    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
