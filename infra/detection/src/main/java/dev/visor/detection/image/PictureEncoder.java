package dev.visor.detection.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Encodes pictures with OpenCV. Thread-safe. */
public final class PictureEncoder {
    private PictureEncoder() {}

    /**
     * As JPEG.
     *
     * @param quality 1 to 100
     */
    public static byte[] jpeg(Picture picture, int quality) {
        try (IntPointer options = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
            return encode(picture, ".jpg", options);
        }
    }

    /** As PNG, without loss. */
    public static byte[] png(Picture picture) {
        try (IntPointer options = new IntPointer(0L)) {
            return encode(picture, ".png", options);
        }
    }

    private static byte[] encode(Picture picture, String extension, IntPointer options) {
        try (BytePointer pixels = new BytePointer(picture.bgr());
                Mat mat = new Mat(picture.height(), picture.width(), CV_8UC3, pixels);
                BytePointer out = new BytePointer()) {
            boolean done =
                    options.capacity() == 0 ? imencode(extension, mat, out) : imencode(extension, mat, out, options);
            if (!done) {
                throw new IllegalStateException("OpenCV cannot encode " + extension);
            }
            byte[] bytes = new byte[Math.toIntExact(out.limit())];
            out.get(bytes);
            return bytes;
        }
    }
}
