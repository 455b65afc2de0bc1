@NullMarked
package dev.visor.samples;

import org.jspecify.annotations.NullMarked;
