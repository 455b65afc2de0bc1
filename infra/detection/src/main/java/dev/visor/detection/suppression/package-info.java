/** Non-maximum suppression. */
@NullMarked
package dev.visor.detection.suppression;

import org.jspecify.annotations.NullMarked;
