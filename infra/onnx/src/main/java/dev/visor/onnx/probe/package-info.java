/**
 * The dynamic half of the intake: a model is loaded and run once in a child process before any service loads it, so
 * that what kills a process kills that one.
 */
@NullMarked
package dev.visor.onnx.probe;

import org.jspecify.annotations.NullMarked;
