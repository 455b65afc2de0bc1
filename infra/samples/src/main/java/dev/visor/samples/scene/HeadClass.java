package dev.visor.samples.scene;

import java.util.Arrays;
import java.util.List;

/** What a labelled head wears. The ordinal is the class index in label files and in the sample model's output. */
public enum HeadClass {
    WITH_HELMET("with_helmet"),
    WITHOUT_HELMET("without_helmet");

    private final String label;

    HeadClass(String label) {
        this.label = label;
    }

    /** The class name in datasets, model metadata and policies. */
    public String label() {
        return label;
    }

    /** All class names, in the order of their indexes. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(HeadClass::label).toList();
    }
}
