@NullMarked
package dev.visor.evaluation.device;

import org.jspecify.annotations.NullMarked;
