@NullMarked
package dev.visor.contracts;

import org.jspecify.annotations.NullMarked;
