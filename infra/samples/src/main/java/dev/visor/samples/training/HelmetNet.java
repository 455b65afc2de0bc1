package dev.visor.samples.training;

import dev.visor.samples.scene.HeadClass;
import dev.visor.samples.training.Layer.ConvBlock;
import dev.visor.samples.training.Layer.Enlarge;
import dev.visor.samples.training.Layer.Join;
import dev.visor.samples.training.Layer.Predictor;
import dev.visor.samples.training.Layer.Sum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The sample detector's network: 0.4 million parameters, 0.21 GMAC at 320×320.
 *
 * <p>Plain convolutions with BatchNorm and ReLU down to stride 32, features of strides 8 and 16 joined with what is
 * coarser, and on each of the two levels one branch for boxes and one for classes. Each cell of a level predicts one
 * box: {@code cx = (column + 0.5 + tx) · stride}, {@code w = exp(tw) · stride}, likewise {@code cy} and {@code h}, and
 * one independent probability per class. Nothing but the decoding follows the last convolutions, so a quantiser can
 * keep that part in float, and ReLU lets a convolution and its activation share one scale.
 */
final class HelmetNet {
    /** Input height and width of the exported model, pixels. */
    public static final int INPUT = 320;

    /** The grey around a letterboxed picture, 0..255. */
    public static final int PAD = 114;

    static final String IMAGE = "images";
    static final int CLASSES = HeadClass.values().length;
    /** Added to variances by every BatchNorm. */
    static final float EPSILON = 1e-3f;

    /** One resolution of predictions. */
    public record Level(int stride, String boxes, String classes) {
        int cells(int height, int width) {
            return (height / stride) * (width / stride);
        }
    }

    static final List<Level> LEVELS = List.of(new Level(8, "box8", "class8"), new Level(16, "box16", "class16"));

    private final List<Layer> layers = new ArrayList<>();

    public HelmetNet() {
        conv("stem", IMAGE, 3, 16, 3, 2);
        conv("down4", "stem", 16, 24, 3, 2);
        conv("down8", "down4", 24, 48, 3, 2);
        residual("stage8", "down8", 48);
        conv("down16", "stage8", 48, 80, 3, 2);
        residual("stage16a", "down16", 80);
        residual("stage16b", "stage16a", 80);
        conv("down32", "stage16b", 80, 128, 3, 2);
        residual("stage32", "down32", 128);

        conv("lateral32", "stage32", 128, 48, 1, 1);
        layers.add(new Enlarge("up16", "lateral32"));
        layers.add(new Join("join16", "up16", "stage16b"));
        conv("reduce16", "join16", 128, 48, 1, 1);
        conv("neck16", "reduce16", 48, 48, 3, 1);
        layers.add(new Enlarge("up8", "reduce16"));
        layers.add(new Join("join8", "up8", "stage8"));
        conv("reduce8", "join8", 96, 40, 1, 1);
        conv("neck8", "reduce8", 40, 40, 3, 1);

        head("8", "neck8", 40, 24);
        head("16", "neck16", 48, 40);
    }

    /** Class names as detectors' metadata has them: a Python literal. */
    static String pythonNames() {
        StringJoiner names = new StringJoiner(", ", "{", "}");
        for (HeadClass headClass : HeadClass.values()) {
            names.add(headClass.ordinal() + ": '" + headClass.label() + "'");
        }
        return names.toString();
    }

    List<Layer> layers() {
        return List.copyOf(layers);
    }

    /** Every parameter's and running statistic's name with its shape, in a fixed order. */
    Map<String, int[]> shapes() {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        for (Layer layer : layers) {
            if (layer instanceof ConvBlock c) {
                shapes.put(c.name() + ".weight", new int[] {c.out(), c.in(), c.kernel(), c.kernel()});
                for (String part : List.of(".gamma", ".beta", ".mean", ".variance")) {
                    shapes.put(c.name() + part, new int[] {c.out()});
                }
            } else if (layer instanceof Predictor p) {
                shapes.put(p.name() + ".weight", new int[] {p.out(), p.in(), 1, 1});
                shapes.put(p.name() + ".bias", new int[] {p.out()});
            }
        }
        return shapes;
    }

    private void conv(String name, String from, int in, int out, int kernel, int stride) {
        layers.add(new ConvBlock(name, from, in, out, kernel, stride));
    }

    private void residual(String name, String from, int channels) {
        conv(name + ".narrow", from, channels, channels / 2, 1, 1);
        conv(name + ".wide", name + ".narrow", channels / 2, channels, 3, 1);
        layers.add(new Sum(name, from, name + ".wide"));
    }

    private void head(String level, String from, int in, int width) {
        conv("boxes" + level, from, in, width, 3, 1);
        layers.add(new Predictor("box" + level, "boxes" + level, width, 4));
        conv("classes" + level, from, in, width, 3, 1);
        layers.add(new Predictor("class" + level, "classes" + level, width, CLASSES));
    }
}
