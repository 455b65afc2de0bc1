package dev.visor.evaluation.robustness;

import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureEncoder;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Draws all corruptions of a drawn street for the documentation, and times them:
 * a main with the file and, if another scene is wanted, its seed.
 */
public final class ContactSheet {
    private static final int CELL_WIDTH = 168;
    private static final int CELL_HEIGHT = 118;
    private static final int LEFT = 150;
    private static final int TOP = 130;
    private static final int MARGIN = 96;
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private static final int QUALITY = 82;

    private ContactSheet() {}

    /** Arguments: the JPEG file to write, and a seed. */
    public static void main(String[] arguments) throws IOException {
        draw(Path.of(arguments[0]), arguments.length > 1 ? Long.parseLong(arguments[1]) : 3);
        time();
    }

    private static void draw(Path file, long seed) throws IOException {
        Picture scene = SampleScene.of(480, 360, seed);
        List<Corruption> all = Corruptions.all();
        BufferedImage sheet = new BufferedImage(
                MARGIN + CELL_WIDTH * (Corruption.SEVERITIES + 1),
                20 + CELL_HEIGHT * all.size(),
                BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D drawing = sheet.createGraphics();
        drawing.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        for (int severity = 0; severity <= Corruption.SEVERITIES; severity++) {
            drawing.drawString(
                    severity == 0 ? "clean" : Integer.toString(severity),
                    MARGIN + CELL_WIDTH * severity + CELL_WIDTH / 2,
                    14);
        }
        for (int row = 0; row < all.size(); row++) {
            Corruption corruption = all.get(row);
            int y = 20 + CELL_HEIGHT * row;
            drawing.setColor(Color.WHITE);
            drawing.drawString(corruption.word(), 4, y + CELL_HEIGHT / 2);
            cell(drawing, scene, MARGIN, y);
            for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
                cell(drawing, corruption.apply(scene, severity, row), MARGIN + CELL_WIDTH * severity, y);
            }
        }
        byte[] pixels = ((DataBufferByte) sheet.getRaster().getDataBuffer()).getData();
        byte[] jpeg = PictureEncoder.jpeg(new Picture(sheet.getWidth(), sheet.getHeight(), pixels), QUALITY);
        Files.write(file, jpeg);
    }

    private static void time() {
        Picture scene = SampleScene.of(640, 640, 3);
        for (Corruption corruption : Corruptions.all()) {
            StringBuilder line = new StringBuilder("%-15s".formatted(corruption.word()));
            for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
                double[] millis = new double[25];
                for (int i = 0; i < millis.length; i++) {
                    long began = THREAD.getCurrentThreadCpuTime();
                    corruption.apply(scene, severity, i);
                    millis[i] = (THREAD.getCurrentThreadCpuTime() - began) / 1e6;
                }
                Arrays.sort(millis);
                line.append(String.format(Locale.ROOT, " %6.1f", millis[millis.length / 2]));
            }
            System.out.println(line);
        }
    }

    /** The middle of the street at its own scale. */
    private static void cell(Graphics2D drawing, Picture picture, int x, int y) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(picture.bgr(), 0, pixels, 0, pixels.length);
        drawing.drawImage(image.getSubimage(LEFT, TOP, CELL_WIDTH - 2, CELL_HEIGHT - 2), x, y, null);
    }
}
