/** What every graph must keep to, one rule a file, checked after each pass. */
@NullMarked
package dev.visor.onnx.check;

import org.jspecify.annotations.NullMarked;
