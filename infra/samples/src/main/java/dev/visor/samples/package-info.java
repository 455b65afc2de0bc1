/**
 * Own sample data, free to use: a dataset and a stream drawn by code, and the detector trained on such scenes. {@link
 * dev.visor.samples.SampleFiles} is what other modules use.
 */
@NullMarked
package dev.visor.samples;

import org.jspecify.annotations.NullMarked;
