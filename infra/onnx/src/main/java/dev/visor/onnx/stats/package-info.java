/** How large a model is and how much it computes. */
@NullMarked
package dev.visor.onnx.stats;

import org.jspecify.annotations.NullMarked;
