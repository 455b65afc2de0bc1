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
    private final float[][] rows;
    private final float[][] tables = new float[3][256];
    private final Size target = new Size();
    private final BytePointer resizedPixels;
    private byte[] resized = new byte[0];
    private BytePointer sourcePixels = new BytePointer();

    public Preprocessor(InputContract input) {
        this.input = input;
        int pixels = Math.multiplyExact(input.width(), input.height());
        this.rows = new float[3][input.width()];
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
        return 3 * input.width() * input.height();
    }

    /**
     * Fills a tensor and says how the picture lies in it.
     *
     * @param tensor written from index 0, {@link #elements()} values in the order NCHW
     */
    public Letterbox fill(Picture picture, FloatBuffer tensor) {
        Letterbox geometry = Letterbox.of(input, picture.width(), picture.height());
        if (geometry.resizedWidth() == picture.width() && geometry.resizedHeight() == picture.height()) {
            fill(picture.bgr(), geometry, tensor);
        } else {
            resizeTo(geometry, picture);
            fill(resized, geometry, tensor);
        }
        return geometry;
    }

    private void resizeTo(Letterbox geometry, Picture picture) {
        int bytes = geometry.resizedWidth() * geometry.resizedHeight() * 3;
        if (resized.length < bytes) {
            resized = new byte[bytes];
        }
        if (sourcePixels.capacity() < picture.bgr().length) {
            sourcePixels.close();
            sourcePixels = new BytePointer((long) picture.bgr().length);
        }
        sourcePixels.position(0).put(picture.bgr());
        try (Mat from = new Mat(picture.height(), picture.width(), CV_8UC3, sourcePixels);
                Mat to = new Mat(geometry.resizedHeight(), geometry.resizedWidth(), CV_8UC3, resizedPixels)) {
            target.width(geometry.resizedWidth()).height(geometry.resizedHeight());
            resize(from, to, target, 0, 0, INTER_LINEAR);
            resizedPixels.position(0).get(resized, 0, bytes);
        }
    }

    /** Row by row, so that each pixel is read once and what is written stays in the processor's nearest cache. */
    private void fill(byte[] bgr, Letterbox geometry, FloatBuffer tensor) {
        for (int channel = 0; channel < 3; channel++) {
            Arrays.fill(rows[channel], tables[channel][input.padValue()]);
        }
        for (int y = 0; y < geometry.top(); y++) {
            putRow(y, tensor);
        }
        for (int y = 0; y < geometry.resizedHeight(); y++) {
            fillRow(bgr, 3 * y * geometry.resizedWidth(), geometry.left(), geometry.resizedWidth());
            putRow(geometry.top() + y, tensor);
        }
        for (int channel = 0; channel < 3; channel++) {
            Arrays.fill(rows[channel], tables[channel][input.padValue()]);
        }
        for (int y = geometry.top() + geometry.resizedHeight(); y < input.height(); y++) {
            putRow(y, tensor);
        }
    }

    private void fillRow(byte[] bgr, int first, int left, int width) {
        boolean blueFirst = input.channels() == ColorOrder.BGR;
        float[] blue = rows[blueFirst ? 0 : 2];
        float[] green = rows[1];
        float[] red = rows[blueFirst ? 2 : 0];
        float[] ofBlue = tables[blueFirst ? 0 : 2];
        float[] ofGreen = tables[1];
        float[] ofRed = tables[blueFirst ? 2 : 0];
        int from = first;
        for (int x = left; x < left + width; x++) {
            blue[x] = ofBlue[bgr[from] & 0xFF];
            green[x] = ofGreen[bgr[from + 1] & 0xFF];
            red[x] = ofRed[bgr[from + 2] & 0xFF];
            from += 3;
        }
    }

    private void putRow(int y, FloatBuffer tensor) {
        int plane = input.width() * input.height();
        for (int channel = 0; channel < 3; channel++) {
            tensor.put(channel * plane + y * input.width(), rows[channel]);
        }
    }

    @Override
    public void close() {
        sourcePixels.close();
        resizedPixels.close();
        target.close();
    }
}
