/** COCO detection accuracy on plain arrays: matching, the mergeable match table, and what is read off it. No Spring. */
@NullMarked
package dev.visor.detection.accuracy;

import org.jspecify.annotations.NullMarked;
