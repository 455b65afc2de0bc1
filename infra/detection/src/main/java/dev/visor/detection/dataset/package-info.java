/** Labelled datasets as people hand them over: in YOLO, Pascal VOC, COCO, CVAT and Label Studio layouts, with every fault named. */
@NullMarked
package dev.visor.detection.dataset;

import org.jspecify.annotations.NullMarked;
