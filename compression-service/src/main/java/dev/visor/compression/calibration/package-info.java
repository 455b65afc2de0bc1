/** Ranges of activations from calibration pictures: streamed histograms and calibrators that read them. */
@NullMarked
package dev.visor.compression.calibration;

import org.jspecify.annotations.NullMarked;
