/** Figures of a graph and of how far a variant is from its parent. */
@NullMarked
package dev.visor.compression.report;

import org.jspecify.annotations.NullMarked;
