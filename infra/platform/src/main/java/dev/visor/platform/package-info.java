@NullMarked
package dev.visor.platform;

import org.jspecify.annotations.NullMarked;
