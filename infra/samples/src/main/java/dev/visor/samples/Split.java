package dev.visor.samples;

import java.util.Locale;

/** A part of a sample dataset. No scene is in two of them, whatever their sizes. */
public enum Split {
    TRAIN,
    CALIB,
    VAL,
    PROMOTION;

    private static final long SCENES = 1_000_000;

    /** The folder and the key in {@code data.yaml}. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The seed of this split's scene in the dataset of {@code datasetSeed}. */
    public long sceneSeed(long datasetSeed, int index) {
        return (datasetSeed * values().length + ordinal()) * SCENES + index;
    }
}
