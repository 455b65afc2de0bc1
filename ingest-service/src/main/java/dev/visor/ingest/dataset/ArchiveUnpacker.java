package dev.visor.ingest.dataset;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks zip files from outside. Nothing that the archive says about sizes is believed: bytes are counted while they
 * come out. An entry that breaks a rule refuses the whole archive, with its name and the limit; archives inside are not
 * opened.
 */
final class ArchiveUnpacker {
    /** Below it a high ratio is harmless: empty label files and plain pictures pack very well. */
    private static final long RATIO_FREE_BYTES = 16L << 20;

    private final ArchiveLimits limits;

    ArchiveUnpacker(ArchiveLimits limits) {
        this.limits = limits;
    }

    /**
     * Unpacks the archive.
     *
     * @param folder empty folder that takes the files
     * @return how many files came out
     * @throws VisorException {@code INVALID_DATASET} naming the entry and the limit
     */
    int unpack(Path archive, Path folder) {
        try {
            Optional<String> fault = CentralDirectory.fault(archive, limits.entries());
            if (fault.isPresent()) {
                throw new VisorException(ErrorCode.INVALID_DATASET, "the archive " + fault.get());
            }
            try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
                return unpack(zip, Files.size(archive), folder);
            }
        } catch (VisorException e) {
            throw e;
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No space left")) {
                throw new VisorException(
                        ErrorCode.STORE_FULL, "the disk is full; free some space and send the archive again", e);
            }
            throw unreadable(e);
        } catch (RuntimeException e) {
            // The reader answers some damaged archives with whatever its arithmetic comes to.
            throw unreadable(e);
        }
    }

    private static VisorException unreadable(Exception e) {
        return new VisorException(
                ErrorCode.INVALID_DATASET,
                "the body is not a zip file that can be unpacked: %s. Pack the dataset's folder with 'zip -r dataset.zip folder' and send that file"
                        .formatted(e.getMessage()),
                e);
    }

    private int unpack(ZipFile zip, long packedBytes, Path folder) throws IOException {
        Set<String> names = new HashSet<>();
        int files = 0;
        long unpacked = 0;
        for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements(); ) {
            ZipArchiveEntry entry = all.nextElement();
            Optional<String> fault =
                    EntryName.fault(entry.getName(), limits.depth()).or(() -> kindFault(entry));
            if (fault.isPresent()) {
                throw refused(entry, fault.get());
            }
            if (!names.add(EntryName.normalized(entry.getName()))) {
                throw refused(entry, "is there twice");
            }
            Path target = folder.resolve(EntryName.normalized(entry.getName())).normalize();
            if (!target.startsWith(folder)) {
                throw refused(entry, "would be written outside of its folder");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else if (!EntryName.isClutter(entry.getName())) {
                Files.createDirectories(target.getParent());
                unpacked += write(zip, entry, target, unpacked, packedBytes);
                files++;
            }
        }
        return files;
    }

    private long write(ZipFile zip, ZipArchiveEntry entry, Path target, long before, long packedBytes)
            throws IOException {
        long size = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                refuseTooMuch(entry, size, before + size, packedBytes);
                out.write(buffer, 0, n);
            }
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw refused(entry, "is a file and a folder at once");
        }
        return size;
    }

    private void refuseTooMuch(ZipArchiveEntry entry, long size, long total, long packedBytes) {
        if (size > limits.entryBytes()) {
            throw refused(
                    entry,
                    "unpacks to more than %d bytes, the limit of one file (visor.ingest.unpacking.entry)"
                            .formatted(limits.entryBytes()));
        }
        if (total > limits.unpackedBytes()) {
            throw refused(
                    entry,
                    "brings the archive above %d unpacked bytes (visor.ingest.unpacking.unpacked)"
                            .formatted(limits.unpackedBytes()));
        }
        long packed = Math.max(1, entry.getCompressedSize());
        if (size > RATIO_FREE_BYTES && size / packed > limits.ratio()) {
            throw refused(
                    entry,
                    "unpacks to more than %d times its packed size of %d bytes".formatted(limits.ratio(), packed));
        }
        if (total > RATIO_FREE_BYTES && total / packedBytes > limits.ratio()) {
            throw refused(
                    entry,
                    "brings the archive above %d times its packed size of %d bytes"
                            .formatted(limits.ratio(), packedBytes));
        }
    }

    private static Optional<String> kindFault(ZipArchiveEntry entry) {
        if (entry.isUnixSymlink()) {
            return Optional.of("is a symbolic link");
        }
        int type = entry.getUnixMode() & 0170000;
        if (type != 0 && type != 0100000 && type != 0040000) {
            return Optional.of("is neither a file nor a folder");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return Optional.of("is encrypted");
        }
        return Optional.empty();
    }

    private static VisorException refused(ZipArchiveEntry entry, String fault) {
        return new VisorException(
                ErrorCode.INVALID_DATASET,
                "the archive is refused: the entry '%s' %s".formatted(EntryName.shown(entry.getName()), fault));
    }
}
