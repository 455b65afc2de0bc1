/**
 * Detection as evaluation and serving share it: the same pixels, the same preprocessing, the same decoder, the same
 * suppression. Knows no Spring.
 */
@NullMarked
package dev.visor.detection;

import org.jspecify.annotations.NullMarked;
