package dev.visor.detection.dataset;

/** How a dataset's folder is laid out. */
public enum Layout {
    /** A text file for each picture, boxes as fractions (Darknet, Ultralytics, Roboflow). */
    YOLO,
    /** An XML file for each picture, boxes in 1-based inclusive pixels. */
    VOC,
    /** One JSON file for many pictures, boxes in pixels. */
    COCO
}
