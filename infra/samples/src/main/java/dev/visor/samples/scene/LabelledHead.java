package dev.visor.samples.scene;

/**
 * A rider's head in a picture, in pixels of that picture: top-left corner, width and height. What is outside of the
 * picture is cut off; what something nearer hides is included.
 */
public record LabelledHead(HeadClass headClass, double x, double y, double width, double height) {}
