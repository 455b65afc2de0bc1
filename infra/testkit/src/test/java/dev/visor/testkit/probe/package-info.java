/** A service that does nothing but use the platform. */
@NullMarked
package dev.visor.testkit.probe;

import org.jspecify.annotations.NullMarked;
