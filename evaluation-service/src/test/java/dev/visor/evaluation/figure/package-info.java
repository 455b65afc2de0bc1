@NullMarked
package dev.visor.evaluation.figure;

import org.jspecify.annotations.NullMarked;
