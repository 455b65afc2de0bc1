/** What candidates are worth and what they cost, measured: the questions that accuracy-aware passes ask. */
@NullMarked
package dev.visor.compression.trial;

import org.jspecify.annotations.NullMarked;
