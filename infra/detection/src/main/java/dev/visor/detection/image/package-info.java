/** Pictures: what a file really is, its pixels as OpenCV reads them, and back to JPEG and PNG. */
@NullMarked
package dev.visor.detection.image;

import org.jspecify.annotations.NullMarked;
