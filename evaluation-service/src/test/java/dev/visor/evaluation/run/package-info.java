@NullMarked
package dev.visor.evaluation.run;

import org.jspecify.annotations.NullMarked;
