package dev.visor.compression.channel;

/**
 * What a group owns of one place.
 *
 * @param size of the axis, with what doesn't belong to the group
 * @param indices ascending, for each unit; as many for each
 */
public record Span(Place place, int size, int[][] indices) {
    /** How many indices a unit has here. */
    public int width() {
        return indices[0].length;
    }
}
