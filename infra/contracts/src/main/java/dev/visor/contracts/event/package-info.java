/** The facts that services publish, one record each, with type, topic and key. */
@NullMarked
package dev.visor.contracts.event;

import org.jspecify.annotations.NullMarked;
