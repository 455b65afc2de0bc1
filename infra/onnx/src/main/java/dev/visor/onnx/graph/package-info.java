/** An ONNX model as an editable graph, with its reader, writer, builder and text form. */
@NullMarked
package dev.visor.onnx.graph;

import org.jspecify.annotations.NullMarked;
