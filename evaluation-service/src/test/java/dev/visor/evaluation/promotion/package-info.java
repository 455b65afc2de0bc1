@NullMarked
package dev.visor.evaluation.promotion;

import org.jspecify.annotations.NullMarked;
