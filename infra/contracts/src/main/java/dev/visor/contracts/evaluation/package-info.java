/** Measured figures and verdicts. */
@NullMarked
package dev.visor.contracts.evaluation;

import org.jspecify.annotations.NullMarked;
