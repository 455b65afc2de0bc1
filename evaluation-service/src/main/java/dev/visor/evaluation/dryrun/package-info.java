/** Which of the last uploads another policy would have let through. Nothing is looked at, measured, kept or told. */
@NullMarked
package dev.visor.evaluation.dryrun;

import org.jspecify.annotations.NullMarked;
