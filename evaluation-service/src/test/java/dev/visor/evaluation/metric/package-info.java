@NullMarked
package dev.visor.evaluation.metric;

import org.jspecify.annotations.NullMarked;
