@NullMarked
package dev.visor.ingest.spool;

import org.jspecify.annotations.NullMarked;
