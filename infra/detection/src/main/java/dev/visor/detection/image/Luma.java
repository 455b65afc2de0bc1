package dev.visor.detection.image;

/** How bright a picture is. */
public final class Luma {
    private Luma() {}

    /**
     * Mean luma of all pixels, weights of ITU-R BT.601: 0.299 red, 0.587 green, 0.114 blue. Summed as integers and rounded
     * to hundredths, so that equal pixels give equal digits anywhere.
     *
     * @return 0 for black to 255 for white
     */
    public static double mean(Picture picture) {
        byte[] bgr = picture.bgr();
        long sum = 0;
        for (int i = 0; i < bgr.length; i += 3) {
            sum += 114L * (bgr[i] & 0xFF) + 587L * (bgr[i + 1] & 0xFF) + 299L * (bgr[i + 2] & 0xFF);
        }
        double pixels = (double) picture.width() * picture.height();
        return Math.round(sum / 10.0 / pixels) / 100.0;
    }
}
