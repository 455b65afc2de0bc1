@NullMarked
package dev.visor.detection.accuracy;

import org.jspecify.annotations.NullMarked;
