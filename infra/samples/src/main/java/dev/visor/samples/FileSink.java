package dev.visor.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Where the files of a dataset go. */
interface FileSink extends AutoCloseable {
    /** @param name with {@code /} between folders */
    void write(String name, byte[] bytes) throws IOException;

    @Override
    void close() throws IOException;

    /** A zip archive when the name ends so, else a folder. */
    static FileSink of(Path target) throws IOException {
        return target.toString().endsWith(".zip") ? new Zip(target) : new Folder(target);
    }

    /** Files in a folder, which is made if it isn't there. */
    record Folder(Path folder) implements FileSink {
        @Override
        public void write(String name, byte[] bytes) throws IOException {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** A zip archive whose bytes depend on its files only. It has its name when it is whole. */
    final class Zip implements FileSink {
        private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

        private final Path target;
        private final Path part;
        private final ZipOutputStream out;

        Zip(Path target) throws IOException {
            this.target = target;
            this.part = target.resolveSibling(target.getFileName() + ".part");
            Files.createDirectories(target.toAbsolutePath().getParent());
            this.out = new ZipOutputStream(Files.newOutputStream(part));
        }

        @Override
        public void write(String name, byte[] bytes) throws IOException {
            ZipEntry entry = new ZipEntry(name);
            entry.setTimeLocal(NO_TIME);
            out.putNextEntry(entry);
            out.write(bytes);
            out.closeEntry();
        }

        @Override
        public void close() throws IOException {
            out.close();
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
