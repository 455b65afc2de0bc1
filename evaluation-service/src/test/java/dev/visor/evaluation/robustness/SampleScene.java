package dev.visor.evaluation.robustness;

import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.samples.scene.Pictures;
import dev.visor.samples.scene.SceneRenderer;

/** Drawn streets, and plain pictures. */
final class SampleScene {
    private SampleScene() {}

    /** A street with riders. */
    static Picture of(int width, int height, long seed) {
        return PictureDecoder.decode(
                Pictures.png(new SceneRenderer(width, height).draw(seed).image()));
    }

    /** One colour. */
    static Picture plain(int width, int height, int blue, int green, int red) {
        byte[] bgr = new byte[width * height * 3];
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = (byte) blue;
            bgr[i + 1] = (byte) green;
            bgr[i + 2] = (byte) red;
        }
        return new Picture(width, height, bgr);
    }

    /** Mean of the absolute differences of values. */
    static double distance(Picture one, Picture other) {
        long sum = 0;
        for (int i = 0; i < one.bgr().length; i++) {
            sum += Math.abs((one.bgr()[i] & 0xFF) - (other.bgr()[i] & 0xFF));
        }
        return (double) sum / one.bgr().length;
    }
}
