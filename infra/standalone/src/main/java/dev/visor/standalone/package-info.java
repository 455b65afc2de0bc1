@NullMarked
package dev.visor.standalone;

import org.jspecify.annotations.NullMarked;
