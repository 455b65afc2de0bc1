package dev.visor.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.VisorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveUnpackerTest {
    private static final ArchiveLimits LIMITS = new ArchiveLimits(10, 64 << 20, 48 << 20, 200, 5);

    @TempDir
    private Path temp;

    private Path folder;
    private Path zip;

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectories(temp.resolve("outer/inner"));
        zip = temp.resolve("a.zip");
    }

    @Test
    void unpacksFilesIntoTheirFolders() throws IOException {
        Zips.ofTexts(zip, Map.of("data.yaml", "nc: 1", "labels/train/a.txt", "0 0.5 0.5 1 1"));

        assertThat(new ArchiveUnpacker(LIMITS).unpack(zip, folder)).isEqualTo(2);
        assertThat(folder.resolve("labels/train/a.txt")).hasContent("0 0.5 0.5 1 1");
    }

    @Test
    void leavesOutWhatOperatingSystemsAdd() throws IOException {
        Zips.ofTexts(zip, Map.of("a.txt", "x", "__MACOSX/._a.txt", "y", "images/.DS_Store", "z"));

        assertThat(new ArchiveUnpacker(LIMITS).unpack(zip, folder)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.txt",
                "a/../../evil.txt",
                "/etc/passwd",
                "a//b.txt",
                "./a.txt",
                "..\\evil.txt",
                "C:evil.txt",
                "a\u0007.txt",
                "a\u202Etxt.exe",
                "1/2/3/4/5/6.txt"
            })
    void refusesNamesThatEscapeOrDisguise(String name) throws IOException {
        Zips.ofTexts(zip, Map.of(name, "x"));

        refuses("the entry");
        try (Stream<Path> files = Files.walk(temp)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(zip);
        }
    }

    @Test
    void refusesSymbolicLinks() throws IOException {
        Zips.withSymlink(zip, "link", "/etc/passwd");

        refuses("'link' is a symbolic link");
    }

    @Test
    void refusesANameThatIsThereTwice() throws IOException {
        Zips.withTwice(zip, "a.txt");

        refuses("'a.txt' is there twice");
    }

    @Test
    void refusesAFileThatIsAFolderToo() throws IOException {
        Map<String, String> files = new java.util.LinkedHashMap<>();
        files.put("a/b.txt", "x");
        files.put("a", "y");
        Zips.ofTexts(zip, files);

        refuses("'a' is a file and a folder at once");
    }

    @Test
    void refusesABombByItsRatio() throws IOException {
        Zips.ofZeros(zip, "bomb.jpg", 40L << 20);

        refuses("'bomb.jpg' unpacks to more than 200 times its packed size");
    }

    @Test
    void refusesAFileAboveTheLimitOfOneFile() throws IOException {
        Zips.ofZeros(zip, "large.jpg", 2 << 20);

        assertThatThrownBy(
                        () -> new ArchiveUnpacker(new ArchiveLimits(10, 64 << 20, 1 << 20, 200, 5)).unpack(zip, folder))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("'large.jpg' unpacks to more than 1048576 bytes");
    }

    @Test
    void refusesMoreUnpackedBytesThanTheLimit() throws IOException {
        Zips.of(zip, Map.of("a", new byte[1 << 20], "b", new byte[1 << 20]));

        assertThatThrownBy(() ->
                        new ArchiveUnpacker(new ArchiveLimits(10, (2 << 20) - 1, 1 << 20, 200, 5)).unpack(zip, folder))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("brings the archive above 2097151 unpacked bytes");
    }

    @Test
    void refusesMoreEntriesThanTheLimit() throws IOException {
        Map<String, String> files = new java.util.LinkedHashMap<>();
        for (int i = 0; i < 11; i++) {
            files.put(i + ".txt", "");
        }
        Zips.ofTexts(zip, files);

        refuses("more than 10 entries");
    }

    @Test
    void countsEntriesThatTheArchiveDoesNotAdmit() throws IOException {
        Map<String, String> files = new java.util.LinkedHashMap<>();
        for (int i = 0; i < 11; i++) {
            files.put(i + ".txt", "");
        }
        Zips.ofTexts(zip, files);
        byte[] bytes = Files.readAllBytes(zip);
        // Both entry counts of the end record (APPNOTE 4.3.16).
        bytes[bytes.length - 14] = 1;
        bytes[bytes.length - 12] = 1;
        Files.write(zip, bytes);

        refuses("more than 10 entries");
    }

    @Test
    void refusesWhatIsNoZip() throws IOException {
        Files.writeString(zip, "<!doctype html><p>404");

        refuses("not a zip file");
    }

    @Test
    void refusesATruncatedZip() throws IOException {
        Zips.of(zip, Map.of("a.bin", new byte[100_000]));
        byte[] whole = Files.readAllBytes(zip);
        Files.write(zip, java.util.Arrays.copyOf(whole, whole.length - 30));

        refuses("not a zip file");
    }

    private void refuses(String words) {
        assertThatThrownBy(() -> new ArchiveUnpacker(LIMITS).unpack(zip, folder))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining(words);
    }
}
