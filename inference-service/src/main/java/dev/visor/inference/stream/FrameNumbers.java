package dev.visor.inference.stream;

/** Numbers the frames of one camera, upwards and never twice; taken from the database a block at a time. */
final class FrameNumbers {
    private static final int BLOCK = 1000;

    private final SourceTable sources;
    private final String camera;
    private long next;
    private long end;

    FrameNumbers(SourceTable sources, String camera) {
        this.sources = sources;
        this.camera = camera;
    }

    long next() {
        if (next == end) {
            next = sources.takeFrameNumbers(camera, BLOCK);
            end = next + BLOCK;
        }
        return next++;
    }
}
