package dev.visor.onnx.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @Test
    void saysWhatComputesHere() {
        Machine machine = Machine.current();
        assertThat(machine.cpu()).isNotBlank();
        assertThat(machine.cores()).isPositive();
        assertThat(machine.java()).startsWith("25");
        assertThat(machine.deviceClass()).matches("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    }

    @Test
    void machinesOfAKindHaveOneName() {
        assertThat(machine("Intel(R) Xeon(R) CPU @ 2.20GHz", 4).deviceClass()).isEqualTo("intel-xeon-cpu-2-20ghz-x4");
        assertThat(machine("AMD EPYC 7B13", 2).deviceClass()).isEqualTo("amd-epyc-7b13-x2");
        assertThat(machine("x".repeat(90), 16).deviceClass()).hasSize(63).endsWith("x-x16");
        assertThat(machine("处理器", 8).deviceClass()).isEqualTo("cpu-x8");
    }

    @Test
    void readsTheNameThatTheKernelTells(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("cpuinfo");
        Files.writeString(file, "processor\t: 0\nmodel name\t: AMD EPYC 7B13\nmodel name\t: other\n");
        assertThat(Machine.named(file)).isEqualTo("AMD EPYC 7B13");
        Files.writeString(file, "processor\t: 0\nRevision : 1\nModel\t\t: Raspberry Pi 5 Model B Rev 1.0\n");
        assertThat(Machine.named(file)).isEqualTo("Raspberry Pi 5 Model B Rev 1.0");
        assertThat(Machine.named(folder.resolve("none"))).isEmpty();
    }

    private static Machine machine(String cpu, int cores) {
        return new Machine(cpu, cores, "amd64", "Linux 6", "25");
    }
}
