@NullMarked
package dev.visor.detection.bootstrap;

import org.jspecify.annotations.NullMarked;
