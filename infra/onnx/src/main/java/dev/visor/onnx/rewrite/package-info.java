/** Small steps that graph passes share: looking up constants, following chains, taking nodes out. */
@NullMarked
package dev.visor.onnx.rewrite;

import org.jspecify.annotations.NullMarked;
