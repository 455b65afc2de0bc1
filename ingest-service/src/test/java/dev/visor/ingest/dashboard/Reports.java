package dev.visor.ingest.dashboard;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.ChannelGroupReport;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.compression.CompressionReport.Download;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.compression.CompressionReport.Precision;
import dev.visor.contracts.compression.CompressionReport.TimeShare;
import dev.visor.contracts.compression.KernelTime;
import dev.visor.contracts.compression.NodeReport;
import dev.visor.contracts.compression.ProtectedChannelsReport;
import dev.visor.contracts.compression.Provenance;
import dev.visor.contracts.compression.ReportDetails;
import dev.visor.contracts.compression.SearchReport;
import dev.visor.contracts.compression.ValueRange;
import dev.visor.contracts.event.VariantCompressed;
import dev.visor.platform.artifact.ArtifactStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reports of variants as the compression service gives them, with everything in them. Figures are made up. */
public final class Reports {
    private final Story story;
    private final ArtifactStore store;

    public Reports(Story story, ArtifactStore store) {
        this.story = story;
        this.store = store;
    }

    /** A variant whose nodes compute in integers but for the first so many. */
    public VariantCompressed made(String recipe, int images, int floatNodes, double sqnr) {
        VariantCompressed plain = story.compressed(recipe, 3_300_000, null, 31);
        List<NodeReport> nodes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean integer = i >= floatNodes;
            nodes.add(new NodeReport(
                    "/model.%d/conv/Conv".formatted(i),
                    "Conv",
                    integer ? 8 : 32,
                    integer ? 8 : 32,
                    integer,
                    9216,
                    25_000_000,
                    sqnr - 0.1 * i,
                    integer ? 120.0 : 310.0));
        }
        ReportDetails details = new ReportDetails(
                nodes,
                List.of(
                        new KernelTime("/model.0/conv/Conv_quant", "QLinearConv", KernelTime.Kind.INTEGER, 4200),
                        new KernelTime("/dfl/Softmax", "Softmax", KernelTime.Kind.FLOATING, 310),
                        new KernelTime("images_q", "QuantizeLinear", KernelTime.Kind.CONVERSION, 60)),
                List.of(new ValueRange("/model.0/conv/Conv_output_0", -3.25, 7.5, -4, 11, "mse", 0.0004, 1.5e-4)),
                List.of(
                        new ChannelGroupReport(
                                "/model.0/conv/Conv_output_0",
                                16,
                                1,
                                5040,
                                130_000_000,
                                "made by Conv /model.0/conv/Conv; read by Conv /model.1/conv/Conv"),
                        new ChannelGroupReport(
                                "/model.2/cv1/conv/Conv_output_0[16..31]",
                                16,
                                2,
                                7000,
                                261_250_000,
                                "made by Conv /model.2/cv1/conv/Conv; read by Conv /model.2/cv2/conv/Conv")),
                List.of(
                        new ProtectedChannelsReport("/cv2.0/Conv", 64, "Softmax '/dfl/Softmax' works across it"),
                        new ProtectedChannelsReport("/cv2.1/Conv", 64, "Softmax '/dfl/Softmax' works across it"),
                        new ProtectedChannelsReport("/cv3.0/Conv", 2, "feeds output 'output0'")));
        CompressionReport report = new CompressionReport(
                3_300_000,
                3_012_018,
                1_045_000_000L,
                List.of(
                        new PassReport("fuse-batch-norm", 57, 41, Map.of(), List.of(), 118.5, Map.of(), null),
                        new PassReport(
                                "prune-channels",
                                0,
                                41_000,
                                Map.of("apBefore", 0.507, "apAfter", 0.4928, "timeRatio", 0.91, "downloadRatio", 0.84),
                                List.of(),
                                null,
                                Map.of("goal", "0.8"),
                                "loses 1.42 AP points, at most 1.00 allowed; takes 0.91 of the time"),
                        new PassReport(
                                "quantize-static",
                                275,
                                18_300,
                                Map.of("calibrationImages", (double) images),
                                List.of("head /model.22: kept in float"),
                                sqnr - 5,
                                Map.of("images", Integer.toString(images), "operators", "\"all\""),
                                null)),
                plain.report().outputs(),
                new Download(2_651_364, "zstd", 9),
                new Precision(64, 64 - floatNodes, 8.2, 0.93),
                new TimeShare(4570, 4200 / 4570.0, 310 / 4570.0, 60 / 4570.0),
                new SearchReport(
                        0.005,
                        0.507,
                        0.5035,
                        List.of(
                                new SearchReport.Trial(List.of(), List.of(), 0.492, 5.9, false),
                                new SearchReport.Trial(List.of("/model.0/conv/Conv"), List.of(), 0.499, 6.1, false),
                                new SearchReport.Trial(List.of("/model.1/conv/Conv"), List.of(), 0.504, 6.3, true),
                                new SearchReport.Trial(List.of(), List.of("/model.0/conv/Conv"), 0.5035, 6.1, false)),
                        List.of(new SearchReport.FloatNode(
                                "/model.1/conv/Conv", "Conv", 0.031, 0.19, "most harm for each millisecond"))),
                new Provenance(
                        Sha256.of(new byte[] {1}),
                        recipe,
                        2,
                        Sha256.of(new byte[] {2}),
                        Sha256.of(new byte[] {3}),
                        "visor-compression/2",
                        20_260_101),
                store.put(ContractJson.MAPPER.writeValueAsBytes(details)));
        return new VariantCompressed(
                plain.variant(),
                plain.parent(),
                plain.artifact(),
                plain.manifest(),
                plain.recipeDigest(),
                report,
                null,
                plain.compressedAt());
    }
}
