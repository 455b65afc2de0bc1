/** Labelled pictures: unpacked from an archive, read, checked, and kept as versions with a report of what was left out. */
@NullMarked
package dev.visor.ingest.dataset;

import org.jspecify.annotations.NullMarked;
