/** Pictures that are there more than once, byte by byte or nearly. */
@NullMarked
package dev.visor.detection.dataset.duplicate;

import org.jspecify.annotations.NullMarked;
