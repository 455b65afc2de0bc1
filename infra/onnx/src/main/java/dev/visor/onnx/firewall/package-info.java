/**
 * The static half of the intake: files are looked at byte by byte, with limits, before any parser or runtime
 * touches them. What passes here still goes through {@code probe} before a service loads it.
 */
@NullMarked
package dev.visor.onnx.firewall;

import org.jspecify.annotations.NullMarked;
