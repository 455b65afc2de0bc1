@NullMarked
package dev.visor.evaluation.gate;

import org.jspecify.annotations.NullMarked;
