/** What ingest knows of the compression service's recipes. */
@NullMarked
package dev.visor.ingest.recipe;

import org.jspecify.annotations.NullMarked;
