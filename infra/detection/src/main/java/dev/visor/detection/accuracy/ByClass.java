package dev.visor.detection.accuracy;

/** The boxes of one picture grouped by class, in their order within each. */
record ByClass(int[] order, int[] firsts) {
    /**
     * Groups.
     *
     * @param owners class of each box, below {@code classes}
     */
    static ByClass of(int[] owners, int classes) {
        int[] firsts = new int[classes + 1];
        for (int k : owners) {
            firsts[k + 1]++;
        }
        for (int k = 0; k < classes; k++) {
            firsts[k + 1] += firsts[k];
        }
        int[] next = firsts.clone();
        int[] order = new int[owners.length];
        for (int i = 0; i < owners.length; i++) {
            order[next[owners[i]]++] = i;
        }
        return new ByClass(order, firsts);
    }

    int size(int k) {
        return firsts[k + 1] - firsts[k];
    }

    Truths truths(int k, Labels labels) {
        int n = size(k);
        if (n == 0) {
            return Truths.NONE;
        }
        double[] areas = new double[n];
        boolean[] crowd = new boolean[n];
        boolean[] ignored = new boolean[n];
        for (int i = 0; i < n; i++) {
            int label = order[firsts[k] + i];
            areas[i] = labels.areas()[label];
            crowd[i] = labels.crowd()[label];
            ignored[i] = labels.ignored()[label];
        }
        return new Truths(boxes(k, labels.boxes()), areas, crowd, ignored);
    }

    Scored scored(int k, Sightings seen) {
        int n = size(k);
        if (n == 0) {
            return Scored.NONE;
        }
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            scores[i] = seen.scores()[order[firsts[k] + i]];
        }
        return new Scored(boxes(k, seen.boxes()), scores);
    }

    private double[] boxes(int k, double[] all) {
        double[] own = new double[4 * size(k)];
        for (int i = 0; i < size(k); i++) {
            System.arraycopy(all, 4 * order[firsts[k] + i], own, 4 * i, 4);
        }
        return own;
    }
}
