/**
 * The sample detector: its network, how labels are assigned to its outputs, how good it is, and how it becomes an ONNX
 * file. What needs libtorch lies in {@code src/train/java} and is compiled with {@code -Ptrain} only.
 */
@NullMarked
package dev.visor.samples.training;

import org.jspecify.annotations.NullMarked;
