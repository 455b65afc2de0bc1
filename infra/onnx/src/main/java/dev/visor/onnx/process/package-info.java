/** Work in a JVM of its own, for what may crash, hang, or must be measured alone. */
@NullMarked
package dev.visor.onnx.process;

import org.jspecify.annotations.NullMarked;
