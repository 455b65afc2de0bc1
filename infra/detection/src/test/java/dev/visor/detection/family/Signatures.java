package dev.visor.detection.family;

import dev.visor.contracts.model.DetectorFamily;
import dev.visor.detection.family.Resolution.Ambiguous;
import dev.visor.detection.family.Resolution.Resolved;
import dev.visor.detection.family.Resolution.Unknown;
import dev.visor.onnx.probe.ProbeReport;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Models as resolution sees them, and what becomes of them. */
final class Signatures {
    static final Map<String, String> TWO = Map.of("names", "{0: 'with_helmet', 1: \"rider's\"}");

    private Signatures() {}

    /** The same model, with a run that gives these features for each box. */
    static ModelSignature probed(ModelSignature model, IntFunction<float[]> box) {
        TensorSpec output = model.outputs().getFirst();
        int rows = (int) output.dim(1);
        int columns = (int) output.dim(2);
        float[] values = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(box.apply(i), 0, values, i * columns, columns);
        }
        TensorValue run = TensorValue.ofFloats(new long[] {1, rows, columns}, values);
        return new ModelSignature(
                model.inputs(), model.outputs(), model.metadata(), List.of(ProbeReport.Output.of(output.name(), run)));
    }

    static DetectorFamily family(ModelSignature model) {
        return resolved(model, "{}").manifest().family();
    }

    static List<String> candidates(ModelSignature model) {
        return ((Ambiguous) FamilyResolver.resolve(model, ManifestOverrides.none()))
                .candidates().stream().map(Candidate::name).toList();
    }

    static List<String> names(ModelSignature model) {
        return ((Unknown) FamilyResolver.resolve(model, ManifestOverrides.none()))
                .candidates().stream().map(Candidate::name).toList();
    }

    static Resolved resolved(ModelSignature model, String manifest) {
        return FamilyResolver.resolve(model, ManifestOverrides.ofJson(json(manifest)))
                .require();
    }

    static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static ModelSignature model(int size, String output, Map<String, String> metadata, long... dims) {
        List<Long> shape = Arrays.stream(dims).boxed().toList();
        return new ModelSignature(List.of(image(size)), List.of(new TensorSpec(output, "FLOAT", shape)), metadata);
    }

    static TensorSpec image(long size) {
        return new TensorSpec("images", "FLOAT", List.of(1L, 3L, size, size));
    }
}
