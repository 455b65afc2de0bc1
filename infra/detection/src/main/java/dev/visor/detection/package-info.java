@NullMarked
package dev.visor.detection;

import org.jspecify.annotations.NullMarked;
