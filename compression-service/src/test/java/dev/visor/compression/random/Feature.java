package dev.visor.compression.random;

/**
 * A feature map {@code [1,channels,height,width]} of a graph under construction.
 *
 * @param value its name
 */
record Feature(String value, int channels, int height, int width) {
    Feature as(String newValue) {
        return new Feature(newValue, channels, height, width);
    }

    boolean sameSizeAs(Feature other) {
        return height == other.height && width == other.width;
    }
}
