package dev.visor.compression.report;

import dev.visor.detection.image.Picture;

/** Pictures by index, decoded when asked for. */
public interface Pictures {
    /** How many there are. */
    int size();

    /** Picture {@code index}, from 0. */
    Picture picture(int index);
}
