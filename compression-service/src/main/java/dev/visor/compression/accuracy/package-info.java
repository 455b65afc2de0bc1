/** What a model is worth on labelled pictures, as the accuracy-aware passes ask. */
@NullMarked
package dev.visor.compression.accuracy;

import org.jspecify.annotations.NullMarked;
