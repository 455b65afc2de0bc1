package dev.visor.detection.preprocess;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.model.InputContract.ColorOrder;
import dev.visor.detection.image.Picture;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Fills the input tensor {@code [1,3,height,width]} from pictures: OpenCV's bilinear resize, a grey border, then
 * {@code (value − mean) / std} per channel through a table. Allocates nothing once the largest picture has been seen. For
 * one thread at a time.
 */
public final class Preprocessor implements AutoCloseable {
    private final InputContract input;
    private final float[] plane;
    private final float[][] tables = new float[3][256];
    private final Size target = new Size();
    private final BytePointer resizedPixels;
    private byte[] resizedRow = new byte[0];
    private BytePointer sourcePixels = new BytePointer();

    public Preprocessor(InputContract input) {
        this.input = input;
        int pixels = Math.multiplyExact(input.width(), input.height());
        this.plane = new float[pixels];
        this.resizedPixels = new BytePointer(pixels * 3L);
        for (int channel = 0; channel < 3; channel++) {
            for (int value = 0; value < 256; value++) {
                tables[channel][value] =
                        (value - input.mean().get(channel)) / input.std().get(channel);
            }
        }
    }

    /** What the tensor is for. */
    public InputContract input() {
        return input;
    }

    /** How many values the tensor has: {@code 3 · height · width}. */
    public int elements() {
        return 3 * plane.length;
    }

    /**
     * Fills a tensor and says how the picture lies in it.
     *
     * @param tensor written from index 0, {@link #elements()} values in the order NCHW
     */
    public Letterbox fill(Picture picture, FloatBuffer tensor) {
        Letterbox geometry = Letterbox.of(input, picture.width(), picture.height());
        int bytes = geometry.resizedWidth() * geometry.resizedHeight() * 3;
        if (resizedRow.length < bytes) {
            resizedRow = new byte[bytes];
        }
        if (geometry.resizedWidth() == picture.width() && geometry.resizedHeight() == picture.height()) {
            System.arraycopy(picture.bgr(), 0, resizedRow, 0, bytes);
        } else {
            resizeInto(picture, geometry, bytes);
        }
        for (int channel = 0; channel < 3; channel++) {
            fillPlane(channel, geometry);
            tensor.put(channel * plane.length, plane);
        }
        return geometry;
    }

    private void resizeInto(Picture picture, Letterbox geometry, int bytes) {
        if (sourcePixels.capacity() < picture.bgr().length) {
            sourcePixels.close();
            sourcePixels = new BytePointer((long) picture.bgr().length);
        }
        sourcePixels.position(0).put(picture.bgr());
        try (Mat source = new Mat(picture.height(), picture.width(), CV_8UC3, sourcePixels);
                Mat resized = new Mat(geometry.resizedHeight(), geometry.resizedWidth(), CV_8UC3, resizedPixels)) {
            target.width(geometry.resizedWidth()).height(geometry.resizedHeight());
            resize(source, resized, target, 0, 0, INTER_LINEAR);
            resizedPixels.position(0).get(resizedRow, 0, bytes);
        }
    }

    private void fillPlane(int channel, Letterbox geometry) {
        float[] table = tables[channel];
        int offset = input.channels() == ColorOrder.BGR ? channel : 2 - channel;
        int width = geometry.resizedWidth();
        int stride = input.width();
        Arrays.fill(plane, table[input.padValue()]);
        int from = offset;
        for (int y = 0; y < geometry.resizedHeight(); y++) {
            int to = (geometry.top() + y) * stride + geometry.left();
            for (int x = 0; x < width; x++) {
                plane[to + x] = table[resizedRow[from] & 0xFF];
                from += 3;
            }
        }
    }

    @Override
    public void close() {
        sourcePixels.close();
        resizedPixels.close();
        target.close();
    }
}
