@NullMarked
package dev.visor.evaluation.version;

import org.jspecify.annotations.NullMarked;
