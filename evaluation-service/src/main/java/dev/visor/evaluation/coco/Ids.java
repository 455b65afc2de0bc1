package dev.visor.evaluation.coco;

import java.util.Arrays;

/** Ids of a file in rising order; a place is where an id stands among them. */
record Ids(long[] sorted) {
    /**
     * Sorts.
     *
     * @param kind what they are of, for messages
     */
    static Ids of(long[] ids, String kind, JsonWalk json) {
        long[] sorted = ids.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                throw json.wrong("%s id %d is listed twice".formatted(kind, sorted[i]));
            }
        }
        return new Ids(sorted);
    }

    int size() {
        return sorted.length;
    }

    /** The place of an id, or below 0 if it isn't listed. */
    int place(long id) {
        return Arrays.binarySearch(sorted, id);
    }
}
