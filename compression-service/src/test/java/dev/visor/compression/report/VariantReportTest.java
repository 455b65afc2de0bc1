package dev.visor.compression.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.compression.pass.PassRun;
import dev.visor.compression.pass.ProgressListener;
import dev.visor.compression.pass.quantization.SeededInputs;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport.Precision;
import dev.visor.contracts.compression.NodeReport;
import dev.visor.contracts.compression.ProtectedChannelsReport;
import dev.visor.contracts.compression.Provenance;
import dev.visor.contracts.compression.ValueRange;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantReportTest {
    @TempDir
    Path folder;

    @Test
    void saysSizesBitsNoiseAndTime() throws Exception {
        Graph graph = TinyModels.yoloLike(2);
        Path file = folder.resolve("model.onnx");
        Files.write(file, GraphWriter.toBytes(graph));
        ValueRange range = new ValueRange("x", -1, 1, -2, 2, "mse", 0.01, 1e-4);
        Provenance provenance =
                new Provenance(Sha256.of(new byte[0]), "int8", 1, Sha256.of(new byte[0]), null, "test", 1);

        VariantReport report = VariantReport.of(
                new VariantReport.Subject(
                        graph,
                        file,
                        TinyModels.yoloLike(2),
                        new PassRun(graph, List.of(), List.of(range), null, null),
                        List.of(),
                        provenance),
                Map.of("images", TensorValue.zeros(ElementType.FLOAT, 1, 3, 64, 64)),
                Map.of(),
                new SeededInputs("images", 3, 1, 3, 64, 64),
                2,
                ProgressListener.SILENT);

        assertThat(report.summary().sizeBytes()).isEqualTo(Files.size(file));
        assertThat(Objects.requireNonNull(report.summary().download()).bytes())
                .isPositive()
                .isLessThan(Files.size(file));
        Precision precision = Objects.requireNonNull(report.summary().precision());
        assertThat(precision.meanWeightBits()).isEqualTo(32);
        assertThat(precision.integerNodes()).isZero();
        assertThat(Objects.requireNonNull(report.summary().time()).floating()).isEqualTo(1);
        assertThat(report.summary().provenance()).isEqualTo(provenance);
        assertThat(report.details().ranges()).containsExactly(range);
        assertThat(report.details().kernels()).isNotEmpty();
        assertThat(report.details().nodes())
                .filteredOn(n -> n.opType().equals("Conv"))
                .hasSize(precision.learntNodes())
                .allSatisfy(n -> {
                    assertThat(n.sqnrDecibels()).isEqualTo(999.0);
                    assertThat(n.weightBits()).isEqualTo(32);
                    assertThat(n.macs()).isPositive();
                });
        assertThat(report.details().groups()).isNotEmpty().allSatisfy(g -> {
            assertThat(g.units()).isGreaterThan(1);
            assertThat(g.parameters()).isPositive();
            assertThat(g.macs()).isPositive().isLessThan(report.summary().macs());
            assertThat(g.members()).startsWith("made by Conv ").contains("; read by Conv ");
        });
        assertThat(report.details().protectedChannels())
                .extracting(ProtectedChannelsReport::reason)
                .anyMatch(r -> r.startsWith("feeds output"));
    }

    @Test
    void whatHasNoShapesHasNoGroups() {
        ChannelRows rows = ChannelRows.of(TinyModels.yoloLike(2), Map.of());
        assertThat(rows.groups()).isEmpty();
        assertThat(rows.protectedChannels()).isEmpty();
    }

    @Test
    void aVariantWithFewerChannelsIsComparedWhereItCanBe() throws Exception {
        Graph narrow = Narrowed.narrowed();
        Path file = folder.resolve("narrow.onnx");
        Files.write(file, GraphWriter.toBytes(narrow));
        Provenance provenance =
                new Provenance(Sha256.of(new byte[0]), "pruned", 1, Sha256.of(new byte[0]), null, "test", 1);

        VariantReport report = VariantReport.of(
                new VariantReport.Subject(
                        narrow,
                        file,
                        Narrowed.original(),
                        new PassRun(narrow, List.of(), List.of(), null, null),
                        List.of(),
                        provenance),
                Map.of("images", TensorValue.zeros(ElementType.FLOAT, 1, 3, 32, 32)),
                Map.of(),
                new SeededInputs("images", 3, 1, 3, 32, 32),
                2,
                ProgressListener.SILENT);

        assertThat(report.summary().parameters()).isEqualTo(4 * 3 * 9 + 4 * 4 * 9);
        assertThat(report.details().nodes())
                .extracting(NodeReport::sqnrDecibels)
                .satisfiesExactly(
                        first -> assertThat(first).isNull(),
                        relu -> assertThat(relu).isNull(),
                        last -> assertThat(last).isGreaterThan(100));
    }

    @Test
    void countsOnlyNodesWhoseWeightsAndActivationsAreIntegers() {
        Precision precision = Objects.requireNonNull(VariantReport.precision(List.of(
                new NodeReport("a", "Conv", 8, 8, true, 100, 1000, null, null),
                new NodeReport("b", "Conv", 8, 32, false, 100, 2000, null, null),
                new NodeReport("c", "Conv", 32, 32, false, 200, 1000, null, null),
                new NodeReport("d", "Mul", null, 8, true, 0, 0, null, null))));

        assertThat(precision.learntNodes()).isEqualTo(3);
        assertThat(precision.integerNodes()).isEqualTo(1);
        assertThat(precision.meanWeightBits()).isCloseTo(20, within(1e-9));
        assertThat(precision.integerMacShare()).isCloseTo(0.25, within(1e-9));
        assertThat(VariantReport.precision(List.of())).isNull();
    }
}
