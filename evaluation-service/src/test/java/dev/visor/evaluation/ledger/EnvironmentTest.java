package dev.visor.evaluation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    private static final byte[] CODE = "code".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void theJarIsFoundWhereverItLies() throws IOException {
        Path jar = Files.createDirectories(folder.resolve("my.jars of today")).resolve("evaluation-service 1.0.jar");
        Files.write(jar, CODE);
        String path = jar.toUri().getRawPath();
        assertThat(Environment.codeDigest("file:" + path)).isEqualTo(Sha256.of(CODE));
        assertThat(Environment.codeDigest("jar:nested:" + path + "/!BOOT-INF/classes/!/"))
                .isEqualTo(Sha256.of(CODE));
    }

    @Test
    void looseClassesHaveNoDigest() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("visor.jar.unpacked/classes"));
        assertThat(Environment.codeDigest(classes.toUri().toString())).isNull();
    }
}
