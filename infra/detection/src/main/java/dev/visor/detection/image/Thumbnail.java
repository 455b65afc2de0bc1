package dev.visor.detection.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Small copies of pictures for people to look at. */
public final class Thumbnail {
    private Thumbnail() {}

    /**
     * Shrinks to a width, each pixel the mean of those it stands for.
     *
     * @param width in pixels, ≥ 1
     * @return the same picture if it isn't wider
     */
    public static Picture of(Picture picture, int width) {
        if (width >= picture.width()) {
            return picture;
        }
        int height = Math.max(1, (int) Math.round((double) picture.height() * width / picture.width()));
        byte[] bgr = new byte[width * height * 3];
        try (BytePointer from = new BytePointer(picture.bgr());
                BytePointer to = new BytePointer((long) bgr.length);
                Mat source = new Mat(picture.height(), picture.width(), CV_8UC3, from);
                Mat target = new Mat(height, width, CV_8UC3, to);
                Size size = new Size(width, height)) {
            resize(source, target, size, 0, 0, INTER_AREA);
            to.get(bgr);
        }
        return new Picture(width, height, bgr);
    }
}
