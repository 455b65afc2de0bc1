@NullMarked
package dev.visor.evaluation.replay;

import org.jspecify.annotations.NullMarked;
