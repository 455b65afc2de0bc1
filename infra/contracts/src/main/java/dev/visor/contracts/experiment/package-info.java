/** Curves of accuracy against cost: what is varied, and what each value gave. */
@NullMarked
package dev.visor.contracts.experiment;

import org.jspecify.annotations.NullMarked;
