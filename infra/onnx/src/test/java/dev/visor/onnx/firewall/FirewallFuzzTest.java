package dev.visor.onnx.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.RealModels;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged files give a report, never an exception, and never make the firewall allocate much. */
class FirewallFuzzTest {
    /** Far above what a tiny model needs, far below what damaged lengths claim. */
    private static final long ALLOCATION_LIMIT = 4 << 20;

    private final byte[] model = GraphWriter.toBytes(TinyModels.yoloLike(2));

    @TempDir
    Path folder;

    @Test
    void survivesTenThousandRandomFlips() throws IOException {
        SplittableRandom random = new SplittableRandom(20);
        Map<FirewallRule, Integer> found = new EnumMap<>(FirewallRule.class);
        for (int round = 0; round < 10_000; round++) {
            byte[] damaged = model.clone();
            int flips = 1 + random.nextInt(4);
            for (int i = 0; i < flips; i++) {
                // Most of a model is weights; every other flip hits the structure before them.
                int at = random.nextInt(i % 2 == 0 ? damaged.length : 2500);
                damaged[at] ^= (byte) (1 << random.nextInt(8));
            }
            if (inspect(damaged) instanceof FirewallReport.Refused refused) {
                found.merge(refused.rule(), 1, Integer::sum);
            }
        }
        assertThat(found).containsKeys(FirewallRule.LENGTH_CLAIM, FirewallRule.UNKNOWN_FIELD, FirewallRule.MALFORMED);
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        for (int length = 1; length < model.length; length += 97) {
            assertThat(inspect(Arrays.copyOf(model, length))).isInstanceOf(FirewallReport.Refused.class);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.visor.onnx.RealModels#all")
    void refusesPublishedModelsCutAtEveryFourKilobytes(Path file) throws IOException {
        RealModels.assumeThere(file);
        byte[] bytes = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.onnx"), bytes);
        try (var channel = java.nio.channels.FileChannel.open(cut, java.nio.file.StandardOpenOption.WRITE)) {
            for (long length = (bytes.length - 1) / 4096 * 4096L; length >= 0; length -= 4096) {
                channel.truncate(length);
                assertThat(Firewall.inspect(cut, FirewallLimits.standard()).accepted())
                        .isFalse();
            }
        }
    }

    private FirewallReport inspect(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("m.onnx"), bytes);
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        FirewallReport report = Firewall.inspect(file, FirewallLimits.standard());
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(ALLOCATION_LIMIT);
        return report;
    }
}
