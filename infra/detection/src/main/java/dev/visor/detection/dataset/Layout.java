package dev.visor.detection.dataset;

/** How a dataset's folder is laid out. */
public enum Layout {
    /** A text file for each picture, boxes as fractions (Darknet, Ultralytics, Roboflow). */
    YOLO,
    /** An XML file for each picture, boxes in 1-based inclusive pixels. */
    VOC,
    /** One JSON file for many pictures, boxes in pixels. */
    COCO,
    /** One XML file for many pictures, "CVAT for images 1.1": boxes by their corners, in pixels. */
    CVAT,
    /** A JSON list of tasks, Label Studio's own export: boxes in percent of the picture. */
    LABEL_STUDIO
}
