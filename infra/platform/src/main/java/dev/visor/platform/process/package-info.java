/** How a service's process begins and ends. */
@NullMarked
package dev.visor.platform.process;

import org.jspecify.annotations.NullMarked;
