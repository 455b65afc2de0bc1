/**
 * ONNX models as Visor reads, edits, checks and runs them.
 *
 * <p>{@code graph} holds the editable model, its reader, writer, builder and printer; {@code check} its
 * rules; {@code rewrite} and {@code stats} what compression passes share; {@code runtime} the sessions;
 * {@code firewall} and {@code probe} what stands between an upload and everything else.
 */
@NullMarked
package dev.visor.onnx;

import org.jspecify.annotations.NullMarked;
