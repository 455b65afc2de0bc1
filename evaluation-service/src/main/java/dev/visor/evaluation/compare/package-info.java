/** Explains verdicts, and compares any two variants: figures, curves, errors and the pictures that tell them apart. */
@NullMarked
package dev.visor.evaluation.compare;

import org.jspecify.annotations.NullMarked;
