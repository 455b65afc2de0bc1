package dev.visor.onnx.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildJvmTest {
    private static final ChildLimits LIMITS = new ChildLimits(2L << 30, 20, Duration.ofSeconds(60), 64 << 20);

    /** Does what its arguments say. */
    static final class Child {
        public static void main(String[] args) throws Exception {
            switch (args[0]) {
                case "say" -> {
                    System.out.println(args[1] + " in " + Path.of("").toAbsolutePath());
                    System.err.println("noise");
                }
                case "command" ->
                    System.out.println(
                            ProcessHandle.current().info().commandLine().orElse(""));
                case "sleep" -> Thread.sleep(Duration.ofMinutes(5));
                case "spin" -> {
                    for (long i = 0; ; i++) {
                        if (i == Long.MAX_VALUE) {
                            System.out.println();
                        }
                    }
                }
                case "fill" -> {
                    List<byte[]> kept = new java.util.ArrayList<>();
                    while (true) {
                        kept.add(new byte[1 << 20]);
                    }
                }
                case "talk" -> {
                    byte[] line = new byte[1 << 16];
                    while (true) {
                        System.out.write(line);
                    }
                }
                default -> System.exit(9);
            }
        }
    }

    @Test
    void returnsWhatTheChildSaidAndDeletesItsFolder() throws Exception {
        ChildResult result = run(LIMITS, "say", "two words");
        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).startsWith("two words in ");
        assertThat(result.errors()).contains("noise");
        assertThat(Files.exists(Path.of(result.output().strip().substring("two words in ".length()))))
                .isFalse();
        assertThat(run(LIMITS, "fail").exitCode()).isEqualTo(9);
    }

    @Test
    void keepsALongClassPathOutOfTheCommandLine() throws Exception {
        assertThat(run(LIMITS, "command").output()).doesNotContain("classes").hasSizeLessThan(4096);
    }

    @Test
    void killsAChildWhoseTimeIsOver() throws Exception {
        ChildLimits brief = new ChildLimits(2L << 30, 20, Duration.ofSeconds(2), 64 << 20);
        assertThat(run(brief, "sleep").timedOut()).isTrue();
    }

    @Test
    void theKernelEndsAChildWhoseProcessorTimeIsOver() throws Exception {
        ChildLimits brief = new ChildLimits(2L << 30, 1, Duration.ofSeconds(60), 64 << 20);
        ChildResult result = run(brief, "spin");
        assertThat(result.timedOut()).isFalse();
        assertThat(result.exitCode()).isIn(128 + 24, 128 + 9);
    }

    @Test
    void aFullHeapEndsTheChild() throws Exception {
        assertThat(run(LIMITS, "fill").exitCode()).isEqualTo(3);
    }

    @Test
    void killsAChildThatTalksWithoutEnd() throws Exception {
        ChildResult result = run(LIMITS, "talk");
        assertThat(result.output()).hasSize(ChildJvm.MAX_OUTPUT_BYTES);
        assertThat(result.exitCode()).isNotZero();
    }

    @Test
    void interruptionKillsTheChild() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> run(LIMITS, "sleep")).isInstanceOf(InterruptedException.class);
    }

    private static ChildResult run(ChildLimits limits, String... arguments) throws Exception {
        return ChildJvm.run(Child.class.getName(), List.of(arguments), limits);
    }
}
