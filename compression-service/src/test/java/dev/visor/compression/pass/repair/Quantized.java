package dev.visor.compression.pass.repair;

import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.fusion.FuseBatchNorm;
import dev.visor.compression.pass.quantization.Operators;
import dev.visor.compression.pass.quantization.QuantizeStatic;
import dev.visor.compression.pass.quantization.SeededInputs;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.util.Map;

/** A quantised graph beside the float one it was made from. */
record Quantized(Graph reference, Graph graph, SeededInputs inputs) {
    static Quantized of(Graph model) {
        new FuseBatchNorm().apply(model, PassContext.bare());
        long[] shape = java.util.Objects.requireNonNull(
                        model.inputs().getFirst().shape())
                .toArray();
        SeededInputs inputs = new SeededInputs(model.inputs().getFirst().name(), 16, shape);
        Graph graph = model.copy();
        new QuantizeStatic(16, Operators.ALL, 99.99, false).apply(graph, PassContext.calibratedOn(inputs));
        return new Quantized(model, graph, inputs);
    }

    PassContext context() {
        return PassContext.calibratedOn(inputs).withReference(reference);
    }

    /** Mean squared difference of another graph's first output from the reference's, on inputs not calibrated on. */
    double error(Graph other) {
        double sum = 0;
        try (ModelSession exact = ModelSession.open(reference, SessionSettings.standard());
                ModelSession found = ModelSession.open(other, SessionSettings.standard())) {
            for (int i = 100; i < 120; i++) {
                Map<String, TensorValue> input =
                        Map.of(inputs.tensor(), TensorValue.ofFloats(inputs.shape(), inputs.input(i)));
                String name = reference.outputs().getFirst().name();
                float[] x = exact.run(input).get(name).floats();
                float[] y = found.run(input).get(name).floats();
                for (int k = 0; k < x.length; k++) {
                    sum += (double) (x[k] - y[k]) * (x[k] - y[k]) / x.length / 20;
                }
            }
        }
        return sum;
    }
}
