package dev.visor.evaluation.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadSizeTest {
    @Test
    void isThatOfTheFileCompressedAtOnce(@TempDir Path folder) throws IOException {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        for (int i = 0; i < bytes.length; i += 2) {
            bytes[i] = 0;
        }
        Path file = Files.write(folder.resolve("half"), bytes);
        long atOnce = Zstd.compress(bytes, DownloadSize.LEVEL).length;
        assertThat(DownloadSize.of(file)).isBetween(atOnce - 64, atOnce + 64).isLessThan(2_000_000);
    }

    @Test
    void leavesWhatCannotBeCompressedNearlyAsLarge(@TempDir Path folder) throws IOException {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        assertThat(DownloadSize.of(Files.write(folder.resolve("noise"), bytes))).isBetween(100_000L, 100_100L);
        assertThat(DownloadSize.of(Files.write(folder.resolve("empty"), new byte[0])))
                .isBetween(1L, 20L);
    }
}
