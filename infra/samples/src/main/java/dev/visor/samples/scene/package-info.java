/**
 * Street scenes drawn by code: riders on e-bikes with exact boxes of their heads. No fonts, no screen, no files; the
 * same seed gives the same pixels.
 */
@NullMarked
package dev.visor.samples.scene;

import org.jspecify.annotations.NullMarked;
