/** Which family a model belongs to, and what must be known to use it. */
@NullMarked
package dev.visor.detection.family;

import org.jspecify.annotations.NullMarked;
