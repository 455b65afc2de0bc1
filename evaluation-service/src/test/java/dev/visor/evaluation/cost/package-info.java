@NullMarked
package dev.visor.evaluation.cost;

import org.jspecify.annotations.NullMarked;
