/** Cameras: folders of pictures and video files, frame by frame, published as detections. */
@NullMarked
package dev.visor.inference.stream;

import org.jspecify.annotations.NullMarked;
