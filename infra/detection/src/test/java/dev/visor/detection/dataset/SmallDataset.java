package dev.visor.detection.dataset;

import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A dataset made file by file, pictures of 100 × 50 pixels of noise. */
public final class SmallDataset {
    private final Path root;
    private int seed;

    /** Begins in an empty folder. */
    public SmallDataset(Path root) {
        this.root = root;
    }

    /** Adds a PNG of noise that no other is like. */
    public SmallDataset picture(String file) throws IOException {
        byte[] bgr = new byte[100 * 50 * 3];
        new Random(++seed).nextBytes(bgr);
        Files.createDirectories(root.resolve(file).getParent());
        Files.write(root.resolve(file), PictureEncoder.png(new Picture(100, 50, bgr)));
        return this;
    }

    /** Adds a text. */
    public SmallDataset text(String file, String content) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), content);
        return this;
    }

    /** Reads it. */
    public ParsedDataset read() {
        return DatasetReader.read(root);
    }
}
