package dev.visor.compression.pass.channel;

/**
 * How the channels of a group would go: the least important first.
 *
 * @param order units in the order in which they go; not all need be in it
 * @param harm {@code harm[k]} is what it costs to lose the first k of them; {@code harm[0]} is 0, and it never falls
 */
record Curve(int[] order, double[] harm) {
    Curve {
        if (harm.length != order.length + 1 || harm[0] != 0) {
            throw new IllegalArgumentException("%d units need %d costs that begin with 0, were %d"
                    .formatted(order.length, order.length + 1, harm.length));
        }
        for (int k = 1; k < harm.length; k++) {
            harm[k] = Math.max(harm[k], harm[k - 1]);
        }
    }

    /** The same order with costs that are so many times as high. */
    Curve times(double factor) {
        double[] scaled = harm.clone();
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] *= factor;
        }
        return new Curve(order, scaled);
    }
}
