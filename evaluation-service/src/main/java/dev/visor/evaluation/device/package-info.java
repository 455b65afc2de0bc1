/** What variants cost on the devices that serve them, as nodes report it. */
@NullMarked
package dev.visor.evaluation.device;

import org.jspecify.annotations.NullMarked;
