/** How labelled pictures are laid out by the tools that people label with, one reader a layout. */
@NullMarked
package dev.visor.detection.dataset.layout;

import org.jspecify.annotations.NullMarked;
