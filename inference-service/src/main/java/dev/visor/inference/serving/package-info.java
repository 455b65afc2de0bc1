/** The model in service: what the target should serve is fetched, proved and swapped in under running requests. */
@NullMarked
package dev.visor.inference.serving;

import org.jspecify.annotations.NullMarked;
