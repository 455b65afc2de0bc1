package dev.visor.detection.family;

import org.jspecify.annotations.Nullable;

/** Width and height of a model's input, in pixels. */
record InputSize(int width, int height) {
    /** As the file fixes it, else as the user or the metadata say; null if nobody does. */
    static @Nullable InputSize of(TensorSpec picture, ManifestOverrides user, ModelMetadata metadata) {
        int[] said = metadata.imageSize();
        long height = picture.dim(2);
        long width = picture.dim(3);
        if (height < 0) {
            height = user.height() != null ? user.height() : said != null ? said[0] : -1;
        }
        if (width < 0) {
            width = user.width() != null ? user.width() : said != null ? said[1] : -1;
        }
        return height < 1 || width < 1 ? null : new InputSize((int) width, (int) height);
    }

    /** Cells of the grids of strides 8, 16, 32. */
    long cells() {
        return cells(8) + cells(16) + cells(32);
    }

    /** Cells of the grid of one stride. */
    long cells(int stride) {
        return (long) Math.ceilDiv(width, stride) * Math.ceilDiv(height, stride);
    }
}
