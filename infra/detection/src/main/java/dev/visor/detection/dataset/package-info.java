/** Labelled datasets as people hand them over: YOLO, Pascal VOC and COCO layouts, with every fault named. */
@NullMarked
package dev.visor.detection.dataset;

import org.jspecify.annotations.NullMarked;
