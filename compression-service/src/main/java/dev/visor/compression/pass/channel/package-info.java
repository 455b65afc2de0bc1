/** Removes whole channels and lets the layers that read them make up for it. */
@NullMarked
package dev.visor.compression.pass.channel;

import org.jspecify.annotations.NullMarked;
