/**
 * Running models with ONNX Runtime. Native sessions and tensors never leave this package: callers hold leases,
 * and a session closes when the last one is back.
 */
@NullMarked
package dev.visor.onnx.runtime;

import org.jspecify.annotations.NullMarked;
