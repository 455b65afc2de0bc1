@NullMarked
package dev.visor.evaluation.dataset;

import org.jspecify.annotations.NullMarked;
