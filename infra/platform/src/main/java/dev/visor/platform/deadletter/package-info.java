/** What could not be handled: kept where it can be looked at, and handled again when asked. */
@NullMarked
package dev.visor.platform.deadletter;

import org.jspecify.annotations.NullMarked;
