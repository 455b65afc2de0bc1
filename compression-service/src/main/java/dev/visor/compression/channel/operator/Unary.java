package dev.visor.compression.channel.operator;

/**
 * Operators that work on each element of their first input by itself: activation functions, Clip, Cast, Identity. Further inputs
 * are scalars.
 */
record Unary() implements ChannelRule {
    @Override
    public void tie(Site s) {
        for (int axis = 0; axis < s.rank(0); axis++) {
            s.pass(0, axis, 0, axis);
        }
    }
}
