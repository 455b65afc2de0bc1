package dev.visor.detection.image;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes JPEG, PNG, BMP and WebP with OpenCV's {@code imdecode(IMREAD_COLOR)}: the pixels that {@code cv2.imread} gives
 * in Python, an EXIF orientation applied. Thread-safe.
 */
public final class PictureDecoder {
    /** Largest picture that is decoded. */
    public static final long MAX_PIXELS = 50_000_000;

    private PictureDecoder() {}

    /**
     * Decodes a picture.
     *
     * @throws VisorException {@code INVALID_IMAGE} if it is something else, claims more than {@link #MAX_PIXELS} or is
     *     damaged
     */
    public static Picture decode(byte[] file) {
        PictureHeader header = PictureHeader.read(file);
        if (header.pixels() > MAX_PIXELS) {
            throw new VisorException(
                    ErrorCode.INVALID_IMAGE,
                    "picture of %d × %d = %d pixels is above the limit of %d pixels; scale it down"
                            .formatted(header.width(), header.height(), header.pixels(), MAX_PIXELS));
        }
        if (header.format() == PictureFormat.JPEG && PictureHeader.jpegCutOff(file)) {
            throw damaged(header.format());
        }
        try (BytePointer bytes = new BytePointer(file);
                Mat encoded = new Mat(1, file.length, org.bytedeco.opencv.global.opencv_core.CV_8UC1, bytes);
                Mat decoded = imdecode(encoded, IMREAD_COLOR)) {
            if (decoded.empty()) {
                throw damaged(header.format());
            }
            byte[] bgr = new byte[Math.toIntExact((long) decoded.cols() * decoded.rows() * 3)];
            decoded.data().get(bgr);
            return new Picture(decoded.cols(), decoded.rows(), bgr);
        } catch (VisorException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new VisorException(
                    ErrorCode.INVALID_IMAGE,
                    "%s picture cannot be decoded: %s".formatted(header.format().title(), e.getMessage()),
                    e);
        }
    }

    /** Decodes a picture file. */
    public static Picture decode(Path file) {
        try {
            return decode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static VisorException damaged(PictureFormat format) {
        return new VisorException(
                ErrorCode.INVALID_IMAGE,
                "%s picture cannot be decoded; it is cut off or damaged".formatted(format.title()));
    }
}
