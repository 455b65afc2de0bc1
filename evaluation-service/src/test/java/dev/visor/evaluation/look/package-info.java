@NullMarked
package dev.visor.evaluation.look;

import org.jspecify.annotations.NullMarked;
