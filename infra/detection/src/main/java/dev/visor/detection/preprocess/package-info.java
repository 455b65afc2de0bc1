/** From a picture to the model's input tensor and back to the picture's coordinates. */
@NullMarked
package dev.visor.detection.preprocess;

import org.jspecify.annotations.NullMarked;
