/** A detector's identity and input and output contract. */
@NullMarked
package dev.visor.contracts.model;

import org.jspecify.annotations.NullMarked;
