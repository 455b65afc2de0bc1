package dev.visor.detection.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.model.InputContract.ColorOrder;
import dev.visor.contracts.model.InputContract.Resize;
import dev.visor.detection.image.Picture;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreprocessorTest {
    private static final List<Float> MEAN = List.of(10f, 20f, 30f);
    private static final List<Float> STD = List.of(2f, 4f, 5f);

    @Test
    void ordersChannelsAndNormalisesEach() {
        assertThat(fill(ColorOrder.RGB, Resize.STRETCH, solid(2, 2, 60, 70, 80), 2, 2))
                .containsExactly(35, 35, 35, 35, 12.5f, 12.5f, 12.5f, 12.5f, 6, 6, 6, 6);
        assertThat(fill(ColorOrder.BGR, Resize.STRETCH, solid(2, 2, 60, 70, 80), 2, 2))
                .containsExactly(25, 25, 25, 25, 12.5f, 12.5f, 12.5f, 12.5f, 10, 10, 10, 10);
    }

    @Test
    void padsWithGreyBeforeNormalising() {
        float[] tensor = fill(ColorOrder.RGB, Resize.LETTERBOX_CENTERED, solid(4, 2, 10, 20, 30), 4, 4);
        float pad = (114 - 10) / 2f;
        assertThat(tensor).startsWith(pad, pad, pad, pad, 10, 10, 10, 10, 10, 10, 10, 10, pad, pad, pad, pad);
    }

    @Test
    void averagesAsBilinearResizeDoes() {
        byte[] bgr = new byte[4 * 4 * 3];
        for (int x = 0; x < 4; x++) {
            for (int y = 0; y < 4; y++) {
                bgr[(y * 4 + x) * 3] = (byte) (x < 2 ? 0 : 200);
            }
        }
        float[] tensor = fill(ColorOrder.BGR, Resize.STRETCH, new Picture(4, 4, bgr), 2, 2);
        assertThat(tensor).startsWith((0 - 10) / 2f, (200 - 10) / 2f, (0 - 10) / 2f, (200 - 10) / 2f);
    }

    @Test
    void leavesNothingOfAFormerPicture() {
        InputContract input =
                new InputContract("images", 4, 4, ColorOrder.RGB, MEAN, STD, Resize.LETTERBOX_CENTERED, 114);
        try (Preprocessor preprocessor = new Preprocessor(input)) {
            FloatBuffer first = FloatBuffer.allocate(preprocessor.elements());
            FloatBuffer second = FloatBuffer.allocate(preprocessor.elements());
            preprocessor.fill(solid(4, 2, 1, 2, 3), first);
            preprocessor.fill(solid(2, 4, 200, 200, 200), second);
            preprocessor.fill(solid(4, 2, 1, 2, 3), second);
            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void everyPixelIsWhereThePlainFormulaPutsIt() {
        Random random = new Random(3);
        for (Resize resize : List.of(Resize.LETTERBOX_CENTERED, Resize.LETTERBOX_TOP_LEFT)) {
            for (ColorOrder order : ColorOrder.values()) {
                // One side is the input's, so that nothing is resized.
                for (int[] size : new int[][] {{9, 7}, {9, 1}, {4, 7}, {8, 7}, {9, 6}}) {
                    byte[] bgr = new byte[size[0] * size[1] * 3];
                    random.nextBytes(bgr);
                    Picture picture = new Picture(size[0], size[1], bgr);
                    assertThat(fill(order, resize, picture, 9, 7)).isEqualTo(plain(order, resize, picture, 9, 7));
                }
            }
        }
    }

    private static float[] plain(ColorOrder order, Resize resize, Picture picture, int width, int height) {
        int left = resize == Resize.LETTERBOX_TOP_LEFT ? 0 : (width - picture.width()) / 2;
        int top = resize == Resize.LETTERBOX_TOP_LEFT ? 0 : (height - picture.height()) / 2;
        float[] tensor = new float[3 * width * height];
        for (int i = 0; i < tensor.length; i++) {
            int channel = i / (width * height);
            int x = i % width - left;
            int y = i / width % height - top;
            boolean inside = x >= 0 && x < picture.width() && y >= 0 && y < picture.height();
            int place = order == ColorOrder.BGR ? channel : 2 - channel;
            int value = inside ? picture.bgr()[(y * picture.width() + x) * 3 + place] & 0xFF : 114;
            tensor[i] = (value - MEAN.get(channel)) / STD.get(channel);
        }
        return tensor;
    }

    private static float[] fill(ColorOrder order, Resize resize, Picture picture, int width, int height) {
        InputContract input = new InputContract("images", width, height, order, MEAN, STD, resize, 114);
        try (Preprocessor preprocessor = new Preprocessor(input)) {
            FloatBuffer tensor = FloatBuffer.allocate(preprocessor.elements());
            preprocessor.fill(picture, tensor);
            return tensor.array();
        }
    }

    private static Picture solid(int width, int height, int blue, int green, int red) {
        byte[] bgr = new byte[width * height * 3];
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = (byte) blue;
            bgr[i + 1] = (byte) green;
            bgr[i + 2] = (byte) red;
        }
        return new Picture(width, height, bgr);
    }
}
