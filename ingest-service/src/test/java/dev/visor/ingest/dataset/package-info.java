@NullMarked
package dev.visor.ingest.dataset;

import org.jspecify.annotations.NullMarked;
