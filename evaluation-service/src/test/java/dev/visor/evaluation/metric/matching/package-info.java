@NullMarked
package dev.visor.evaluation.metric.matching;

import org.jspecify.annotations.NullMarked;
