package dev.visor.ingest.dataset;

import dev.visor.ingest.IngestSettings;

/**
 * What an archive may unpack to.
 *
 * @param entries most files and folders
 * @param unpackedBytes most bytes of all files together
 * @param entryBytes most bytes of one file
 * @param ratio most times that unpacked bytes may exceed packed ones
 * @param depth deepest folder nesting
 */
record ArchiveLimits(int entries, long unpackedBytes, long entryBytes, int ratio, int depth) {
    static ArchiveLimits of(IngestSettings.Unpacking unpacking) {
        return new ArchiveLimits(
                unpacking.entries(),
                unpacking.unpacked().toBytes(),
                unpacking.entry().toBytes(),
                unpacking.ratio(),
                unpacking.depth());
    }
}
