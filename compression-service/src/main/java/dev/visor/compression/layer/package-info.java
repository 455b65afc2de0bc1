/**
 * Layers as products of matrices: what they read and should give on calibration pictures, gathered from a graph that is being
 * changed with its unchanged original beside it.
 */
@NullMarked
package dev.visor.compression.layer;

import org.jspecify.annotations.NullMarked;
