package dev.visor.onnx.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What computes here.
 *
 * @param cpu the processor's own name, or its architecture where the system doesn't tell it
 * @param cores that this process may use
 * @param architecture in Java's words: {@code amd64}, {@code aarch64}
 * @param system name and version of the operating system
 * @param java version of the Java runtime
 */
public record Machine(String cpu, int cores, String architecture, String system, String java) {
    private static final int LONGEST_CLASS = 63;

    /** This one. */
    public static Machine current() {
        String architecture = System.getProperty("os.arch");
        String named = named(Path.of("/proc/cpuinfo"));
        return new Machine(
                named.isEmpty() ? architecture : named,
                Runtime.getRuntime().availableProcessors(),
                architecture,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.version().toString());
    }

    /**
     * A name for machines of this kind: the processor and its cores, as {@code amd-epyc-7b13-x2}. Of {@code a-z 0-9 -}, at
     * most 63.
     */
    public String deviceClass() {
        String suffix = "-x" + cores;
        String name = cpu.toLowerCase(Locale.ROOT)
                .replaceAll("\\((r|tm|c)\\)", " ")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String kept = name.substring(0, Math.min(name.length(), LONGEST_CLASS - suffix.length()));
        return kept.isEmpty() ? "cpu" + suffix : kept.replaceAll("-$", "") + suffix;
    }

    /** The first {@code model name} of Linux' list, or {@code Hardware} or {@code Model}, which ARM has; else empty. */
    static String named(Path cpuinfo) {
        try {
            String[] lines = new String(Files.readAllBytes(cpuinfo), StandardCharsets.UTF_8).split("\n");
            for (String key : new String[] {"model name", "Hardware", "Model"}) {
                for (String line : lines) {
                    int colon = line.indexOf(':');
                    if (colon > 0 && line.substring(0, colon).strip().equals(key)) {
                        return line.substring(colon + 1).strip();
                    }
                }
            }
        } catch (IOException e) {
            return "";
        }
        return "";
    }
}
