@NullMarked
package dev.visor.evaluation.metric.tide;

import org.jspecify.annotations.NullMarked;
