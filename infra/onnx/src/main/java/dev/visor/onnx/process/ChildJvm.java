package dev.visor.onnx.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a main class of this program in a JVM of its own: the same JDK, the same class path, limits of memory and
 * time, and a temporary folder as its working folder that is deleted afterwards.
 *
 * <p>It starts fast rather than peaks high: serial collector, first compiler tier only, shared class data. Code that
 * is to be timed should spend its time in native code.
 */
public final class ChildJvm {
    /** How much standard output is kept; a child that writes more is killed. */
    public static final int MAX_OUTPUT_BYTES = 1 << 20;

    private static final int ERROR_TAIL_BYTES = 8 << 10;

    /** Limits that a system can't keep are left out there; the wall time is ours. */
    private static final String LIMITED = "ulimit -c 0 2>/dev/null; [ \"$1\" = 0 ] || ulimit -v \"$1\" 2>/dev/null; "
            + "[ \"$2\" = 0 ] || ulimit -t \"$2\" 2>/dev/null; shift 2; exec \"$@\"";

    private ChildJvm() {}

    /**
     * Starts the child and waits for its end.
     *
     * @throws IOException when it can't be started
     * @throws InterruptedException when this thread is interrupted; the child is killed then
     */
    public static ChildResult run(String mainClass, List<String> arguments, ChildLimits limits)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("visor-child");
        try {
            List<String> launch = ClassPathOfThisJvm.argumentsFor(mainClass);
            List<String> command = command(launch.subList(2, launch.size()), arguments, limits, folder);
            return run(command, launch.get(1), limits, folder);
        } finally {
            delete(folder);
        }
    }

    private static ChildResult run(List<String> command, String classPath, ChildLimits limits, Path folder)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // Each allocator arena reserves 64 MB of address space.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        // Not as an argument: ONNX Runtime 1.29 crashes in a process whose command line is longer than 4096 bytes.
        builder.environment().put("CLASSPATH", classPath);
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            CompletableFuture<String> output = reading(() -> head(process));
            CompletableFuture<String> errors = reading(() -> tail(process.getErrorStream()));
            boolean ended = process.waitFor(limits.wall().toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            int exit = process.waitFor();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            return new ChildResult(exit, !ended, output.join(), errors.join(), millis);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(List<String> main, List<String> arguments, ChildLimits limits, Path folder) {
        List<String> out = new ArrayList<>();
        if (Files.isExecutable(Path.of("/bin/sh"))) {
            out.addAll(List.of("/bin/sh", "-c", LIMITED, "sh"));
            out.add(Long.toString(limits.addressSpaceBytes() / 1024));
            out.add(Integer.toString(limits.cpuSeconds()));
        }
        out.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        out.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:CompressedClassSpaceSize=32m",
                "-XX:MaxMetaspaceSize=128m",
                // The runtime recurses on the calling thread's stack: half a megabyte ends in a bare SIGSEGV.
                "-Xss4m",
                "-Xmx" + limits.heapBytes(),
                "-XX:MaxDirectMemorySize=1g",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-Djava.io.tmpdir=" + folder,
                "--enable-native-access=ALL-UNNAMED"));
        out.addAll(main);
        out.addAll(arguments);
        return out;
    }

    private interface Reading {
        String read() throws IOException;
    }

    private static CompletableFuture<String> reading(Reading reading) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread.ofVirtual().name("visor-child-reader").start(() -> {
            try {
                result.complete(reading.read());
            } catch (IOException e) {
                // The stream breaks off when the child is killed; what it wrote before doesn't matter then.
                result.complete("");
            }
        });
        return result;
    }

    private static String head(Process process) throws IOException {
        byte[] bytes = process.getInputStream().readNBytes(MAX_OUTPUT_BYTES);
        if (bytes.length == MAX_OUTPUT_BYTES) {
            process.destroyForcibly();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String tail(InputStream in) throws IOException {
        byte[] tail = new byte[0];
        byte[] buffer = new byte[ERROR_TAIL_BYTES];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            byte[] joined = new byte[Math.min(ERROR_TAIL_BYTES, tail.length + n)];
            int kept = joined.length - n;
            System.arraycopy(tail, tail.length - kept, joined, 0, kept);
            System.arraycopy(buffer, 0, joined, kept, n);
            tail = joined;
        }
        return new String(tail, StandardCharsets.UTF_8);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
