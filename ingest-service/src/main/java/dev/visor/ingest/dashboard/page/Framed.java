package dev.visor.ingest.dashboard.page;

/** A drawing of the size of a {@link Scatter}: where its axes are, in pixels. */
public interface Framed {
    /** Where the x axis begins. */
    default double left() {
        return Scatter.LEFT;
    }

    /** Where the x axis ends. */
    default double right() {
        return Scatter.WIDTH - Scatter.RIGHT;
    }

    /** Where the y axis ends. */
    default double top() {
        return Scatter.TOP;
    }

    /** Where the y axis begins. */
    default double bottom() {
        return Scatter.HEIGHT - Scatter.BOTTOM;
    }
}
