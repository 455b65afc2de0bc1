@NullMarked
package dev.visor.evaluation;

import org.jspecify.annotations.NullMarked;
