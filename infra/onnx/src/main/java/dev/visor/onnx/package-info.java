@NullMarked
package dev.visor.onnx;

import org.jspecify.annotations.NullMarked;
