@NullMarked
package dev.visor.compression;

import org.jspecify.annotations.NullMarked;
