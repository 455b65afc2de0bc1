package dev.visor.samples.scene;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes drawn pictures in memory. */
public final class Pictures {
    private static final float JPEG_QUALITY = 0.9f;

    private Pictures() {}

    /** Lossless; about 300 kB for 480 x 360 px, because of the noise. */
    public static byte[] png(BufferedImage picture) {
        return encode(picture, "png");
    }

    /** At quality 0.9; about 40 kB for 480 x 360 px. */
    public static byte[] jpeg(BufferedImage picture) {
        return encode(picture, "jpeg");
    }

    private static byte[] encode(BufferedImage picture, String format) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (format.toLowerCase(Locale.ROOT).equals("jpeg")) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(JPEG_QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not encode a picture as " + format, e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
