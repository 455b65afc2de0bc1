package dev.visor.samples.training;

/** A box by its corners, pixels. */
record Box(double left, double top, double right, double bottom) {
    public static Box ofCorner(double x, double y, double width, double height) {
        return new Box(x, y, x + width, y + height);
    }

    public static Box ofMiddle(double cx, double cy, double width, double height) {
        return new Box(cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2);
    }

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    double area() {
        return Math.max(0, width()) * Math.max(0, height());
    }

    /** Intersection over union, 0..1. */
    public double iou(Box other) {
        double wide = Math.min(right, other.right) - Math.max(left, other.left);
        double tall = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (wide <= 0 || tall <= 0) {
            return 0;
        }
        double shared = wide * tall;
        return shared / (area() + other.area() - shared);
    }
}
