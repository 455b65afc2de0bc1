package dev.visor.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    @TempDir
    Path folder;

    @Test
    void aProcessThatAnEarlierStartLeftIsEnded() {
        Installation installation = new Installation(folder, folder);
        ChildProcess orphan = ChildProcess.start(installation, "sleeper", List.of("sleep", "600"), Map.of());

        ChildProcess.endLeftover(installation, "sleeper");

        assertThat(orphan.isAlive()).isFalse();
        assertThat(folder.resolve("run/sleeper.pid")).doesNotExist();
    }

    @Test
    void leavesAProcessAloneThatOnlyHasTheSamePid() throws IOException {
        Installation installation = new Installation(folder, folder);
        ChildProcess other = ChildProcess.start(installation, "sleeper", List.of("sleep", "600"), Map.of());
        String pid = Files.readString(folder.resolve("run/sleeper.pid")).split(" ", 2)[0];
        Files.writeString(folder.resolve("run/sleeper.pid"), pid + " 2001-01-01T00:00:00Z");

        ChildProcess.endLeftover(installation, "sleeper");

        assertThat(other.isAlive()).isTrue();
        other.stop(Duration.ofSeconds(5));
    }

    @Test
    void aSecondStartOnTheSameDataFolderIsRefused() throws IOException {
        Installation installation = new Installation(folder, folder);
        try (InstanceLock first = InstanceLock.take(installation)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> InstanceLock.take(installation))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("another Visor runs on");
        }
        InstanceLock.take(installation).close();
    }
}
