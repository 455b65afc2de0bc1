/** What single layers take on this kind of processor. */
@NullMarked
package dev.visor.compression.latency;

import org.jspecify.annotations.NullMarked;
