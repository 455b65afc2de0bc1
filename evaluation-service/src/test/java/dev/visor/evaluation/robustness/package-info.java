@NullMarked
package dev.visor.evaluation.robustness;

import org.jspecify.annotations.NullMarked;
