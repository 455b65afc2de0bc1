/** Trace context and health. */
@NullMarked
package dev.visor.platform.observation;

import org.jspecify.annotations.NullMarked;
