/** Documents of datasets in the artefact store, read by those who write them and by pages. */
@NullMarked
package dev.visor.ingest.manifest;

import org.jspecify.annotations.NullMarked;
