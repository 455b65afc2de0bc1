/** From raw outputs to candidate boxes, one file a family. */
@NullMarked
package dev.visor.detection.decoder;

import org.jspecify.annotations.NullMarked;
