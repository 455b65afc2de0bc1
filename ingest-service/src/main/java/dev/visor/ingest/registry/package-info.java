/** Models and their versions: which there are, what became of each. The only writer of stages. */
@NullMarked
package dev.visor.ingest.registry;

import org.jspecify.annotations.NullMarked;
