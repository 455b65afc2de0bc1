package dev.visor.detection.dataset;

/** Hears how far reading is; called from several threads. */
@FunctionalInterface
public interface ReadProgress {
    /** So many of the pictures were looked at. */
    void read(int done, int total);

    /** Hears nothing. */
    static ReadProgress none() {
        return (done, total) -> {};
    }
}
