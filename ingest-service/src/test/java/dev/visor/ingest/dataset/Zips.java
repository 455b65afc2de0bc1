package dev.visor.ingest.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Makes zip files, evil ones too. */
public final class Zips {
    private Zips() {}

    /** A zip of these texts. */
    public static Path ofTexts(Path zip, Map<String, String> texts) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        texts.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return of(zip, files);
    }

    /** A zip of these files, names as they are. */
    public static Path of(Path zip, Map<String, byte[]> files) throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(out, new ZipArchiveEntry(file.getKey()), file.getValue());
            }
        }
        return zip;
    }

    /** A zip with one symbolic link. */
    static Path withSymlink(Path zip, String name, String target) throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            ZipArchiveEntry entry = new ZipArchiveEntry(name);
            entry.setUnixMode(0120777);
            put(out, entry, target.getBytes(StandardCharsets.UTF_8));
        }
        return zip;
    }

    /** A zip with two entries of one name. */
    static Path withTwice(Path zip, String name) throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            put(out, new ZipArchiveEntry(name), new byte[] {1});
            put(out, new ZipArchiveEntry(name), new byte[] {2});
        }
        return zip;
    }

    /** A zip whose one entry is this many zero bytes. */
    static Path ofZeros(Path zip, String name, long bytes) throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            out.putArchiveEntry(new ZipArchiveEntry(name));
            byte[] zeros = new byte[1 << 16];
            for (long left = bytes; left > 0; left -= zeros.length) {
                out.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
            out.closeArchiveEntry();
        }
        return zip;
    }

    /** A zip of folders, stored without compression; the names start with the folder's own. */
    public static Path ofFolder(Path zip, Path folder, List<String> without) throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip);
                Stream<Path> files = Files.walk(folder)) {
            out.setLevel(0);
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (without.stream().noneMatch(name::startsWith)) {
                    out.putArchiveEntry(new ZipArchiveEntry(name));
                    try (InputStream in = Files.newInputStream(file)) {
                        in.transferTo(out);
                    }
                    out.closeArchiveEntry();
                }
            }
        }
        return zip;
    }

    private static void put(ZipArchiveOutputStream out, ZipArchiveEntry entry, byte[] content) throws IOException {
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
    }
}
