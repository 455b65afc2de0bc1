package dev.visor.inference.stream;

import dev.visor.detection.image.Picture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Frames one after the other. For one thread. */
interface FrameSource extends AutoCloseable {
    /**
     * The first frame at or after a moment, counted from the beginning of the source; those before it are passed over as
     * cheaply as the format allows. Empty at the end.
     */
    Optional<SourceFrame> next(Duration moment);

    @Override
    void close();

    /**
     * A frame.
     *
     * @param moment from the beginning of the source
     * @param picture its pixels
     */
    record SourceFrame(Duration moment, Picture picture) {}

    /** Opens a folder of pictures or a video file. */
    static FrameSource open(Path path, double framesPerSecond) {
        return Files.isDirectory(path) ? new FolderSource(path, framesPerSecond) : new VideoSource(path);
    }
}
