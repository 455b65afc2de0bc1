@NullMarked
package dev.visor.evaluation.compare;

import org.jspecify.annotations.NullMarked;
