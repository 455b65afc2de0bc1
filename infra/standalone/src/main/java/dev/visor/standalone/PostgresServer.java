package dev.visor.standalone;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The real PostgreSQL server from Maven's binaries, run by its own {@code pg_ctl}: the server has a session of its own,
 * survives nothing but a stop, and is found again after a killed start.
 */
final class PostgresServer {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private final Installation installation;
    private final int port;
    private final Path binaries;
    private final Path data;

    PostgresServer(Installation installation, int port) {
        this.installation = installation;
        this.port = port;
        this.binaries = installation.cache().resolve("postgres");
        this.data = installation.data().resolve("postgres");
    }

    /** Stops a server that an earlier start left behind, if there is one. */
    void endLeftover() {
        if (Files.exists(data.resolve("postmaster.pid"))
                && Files.exists(binaries.resolve("bin/pg_ctl"))
                && run(List.of(pgCtl(), "-D", data.toString(), "status"), false) == 0) {
            Console.say("PostgreSQL still runs from an earlier start: ending it");
            stop();
        }
    }

    void start() {
        unpack();
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            run(
                    List.of(
                            binaries.resolve("bin/initdb").toString(),
                            "-D",
                            data.toString(),
                            "-U",
                            "postgres",
                            "-A",
                            "trust",
                            "-E",
                            "UTF8",
                            "--locale=C"),
                    true);
        }
        // No Unix socket: its default folder may not be writable, and nothing uses it.
        String options = "-p %d -c listen_addresses=%s -c unix_socket_directories=''".formatted(port, Ports.HOST);
        run(
                List.of(
                        pgCtl(),
                        "-D",
                        data.toString(),
                        "-l",
                        installation.logs().resolve("postgres.log").toString(),
                        "-o",
                        options,
                        "-w",
                        "-t",
                        "60",
                        "start"),
                true);
    }

    boolean isAlive() {
        return run(List.of(pgCtl(), "-D", data.toString(), "status"), false) == 0;
    }

    void stop() {
        run(List.of(pgCtl(), "-D", data.toString(), "-m", "fast", "-w", "-t", "30", "stop"), false);
    }

    private String pgCtl() {
        return binaries.resolve("bin/pg_ctl").toString();
    }

    private int run(List<String> command, boolean mustSucceed) {
        List<String> full = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root; in a user namespace it isn't.
            full.addAll(List.of("unshare", "-U"));
        }
        full.addAll(command);
        Path log = installation.logs().resolve("postgres-start.log");
        try {
            Process process = new ProcessBuilder(full)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new StartException("%s did not end within 90 s: see %s".formatted(command.get(0), log));
            }
            if (mustSucceed && process.exitValue() != 0) {
                throw new StartException("PostgreSQL: %s ended with %d: see %s and %s"
                        .formatted(
                                command.get(0),
                                process.exitValue(),
                                log,
                                installation.logs().resolve("postgres.log")));
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new StartException("cannot run " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while running " + command.get(0), e);
        }
    }

    private void unpack() {
        Path done = binaries.resolve(".unpacked");
        if (Files.exists(done)) {
            return;
        }
        try (InputStream in = PostgresServer.class.getResourceAsStream(ARCHIVE)) {
            if (in == null) {
                throw new StartException(
                        "no PostgreSQL binaries for this platform: %s is not on the class path".formatted(ARCHIVE));
            }
            TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry);
            }
            Files.createFile(done);
        } catch (IOException e) {
            throw new StartException("cannot unpack PostgreSQL into " + binaries, e);
        }
    }

    private void unpack(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        Path file = binaries.resolve(entry.getName()).normalize();
        if (!file.startsWith(binaries)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        Set<PosixFilePermission> permissions =
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if ((entry.getMode() & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        Files.setPosixFilePermissions(file, permissions);
    }
}
