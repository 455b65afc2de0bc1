/** Where bytes from outside wait until they are checked. */
@NullMarked
package dev.visor.ingest.spool;

import org.jspecify.annotations.NullMarked;
