/** A detector's file in use: picture in, boxes out. */
@NullMarked
package dev.visor.detection.detector;

import org.jspecify.annotations.NullMarked;
