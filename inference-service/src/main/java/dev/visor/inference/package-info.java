@NullMarked
package dev.visor.inference;

import org.jspecify.annotations.NullMarked;
