package dev.visor.onnx.probe;

import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Made-up inputs. It isn't known yet whether a model wants pixels as 0 to 255 or as 0 to 1, so there are both, each
 * in plain grey (114, as detectors pad) and as seeded noise.
 *
 * @param scale what a pixel of 0 to 255 is multiplied by
 * @param noise whether pixels are random or 114
 */
record TestPicture(double scale, boolean noise) {
    static final List<Double> SCALES = List.of(1.0 / 255, 1.0);

    private static final int GREY = 114;

    /** For sides that a model leaves open; a multiple of every usual stride. */
    private static final int SIDE = 320;

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    Map<String, TensorValue> inputs(List<ValueInfo> wanted, Map<String, String> metadata) {
        int side = side(metadata);
        Map<String, TensorValue> out = new LinkedHashMap<>();
        for (ValueInfo in : wanted) {
            out.put(in.name(), TensorValue.zeros(in.type(), shape(in, side)));
        }
        long[] size = out.values().stream()
                .map(TensorValue::shape)
                .filter(s -> s.length == 4)
                .findFirst()
                .map(s -> s[3] == 3 ? new long[] {s[2], s[1]} : new long[] {s[3], s[2]})
                .orElse(new long[] {side, side});
        for (TensorValue value : out.values()) {
            fill(value, size);
        }
        return out;
    }

    /** As exporters of Ultralytics write it: {@code imgsz = [640, 640]}. */
    private static int side(Map<String, String> metadata) {
        Matcher m = NUMBER.matcher(metadata.getOrDefault("imgsz", ""));
        if (m.find() && m.group().length() < 5) {
            int side = Integer.parseInt(m.group());
            return side >= 32 && side <= 2048 ? side : SIDE;
        }
        return SIDE;
    }

    private static long[] shape(ValueInfo in, int side) {
        Shape declared = in.shape();
        if (declared == null) {
            return new long[] {1};
        }
        long[] shape = declared.toArray();
        boolean image = shape.length == 4;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] < 0) {
                boolean channels = i == 1 && shape[3] != 3;
                shape[i] = !image || i == 0 ? 1 : channels || (i == 3 && shape[1] > 4) ? 3 : side;
            }
        }
        return shape;
    }

    private void fill(TensorValue value, long[] size) {
        SplittableRandom random = new SplittableRandom(114);
        ByteBuffer data = value.data();
        int width = value.type().bits() / 8;
        for (int i = 0; i < value.elements(); i++) {
            int pixel = noise ? random.nextInt(256) : GREY;
            switch (value.type()) {
                case FLOAT -> data.putFloat(width * i, (float) (pixel * scale));
                case DOUBLE -> data.putDouble(width * i, pixel * scale);
                case FLOAT16 -> data.putShort(width * i, Float.floatToFloat16((float) (pixel * scale)));
                case BFLOAT16 ->
                    data.putShort(width * i, (short) (Float.floatToIntBits((float) (pixel * scale)) >>> 16));
                case UINT8 -> data.put(i, (byte) pixel);
                case INT8 -> data.put(i, (byte) (pixel - 128));
                case BOOL -> data.put(i, (byte) (pixel & 1));
                // Whole numbers beside a picture are its width and height.
                case INT32 -> data.putInt(width * i, value.rank() <= 2 ? (int) size[i % 2] : pixel);
                case INT64 -> data.putLong(width * i, value.rank() <= 2 ? size[i % 2] : pixel);
                default -> {}
            }
        }
    }
}
