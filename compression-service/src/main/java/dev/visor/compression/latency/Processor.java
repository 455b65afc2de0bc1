package dev.visor.compression.latency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Which kind of processor times are valid for. */
public final class Processor {
    private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");
    private static final String NAME = name(DESCRIPTION);

    private Processor() {}

    /** The model's name where the system tells, else the architecture. */
    public static String name() {
        return NAME;
    }

    private static String name(Path description) {
        String architecture = System.getProperty("os.arch", "unknown");
        if (!Files.isReadable(description)) {
            return architecture;
        }
        try (Stream<String> lines = Files.lines(description)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(architecture);
        } catch (IOException e) {
            return architecture;
        }
    }
}
