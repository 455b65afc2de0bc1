package dev.visor.onnx.firewall;

/**
 * How much a model may be.
 *
 * @param fileBytes the whole file, at most 2^31−1
 * @param messageDepth messages inside messages; protobuf itself stops at 100
 * @param controlFlowDepth graphs inside graphs
 * @param nodes nodes of all graphs together
 * @param constants constants of all graphs together
 * @param inputs inputs, and outputs, of one graph; constants that are declared as inputs don't count
 * @param listElements elements of number lists, and messages, all together: what a parser must allocate for
 * @param nameBytes length of a name
 * @param textBytes length of a description or metadata text
 * @param resultElements elements of any one value that constants determine
 */
public record FirewallLimits(
        long fileBytes,
        int messageDepth,
        int controlFlowDepth,
        int nodes,
        int constants,
        int inputs,
        long listElements,
        int nameBytes,
        int textBytes,
        long resultElements) {
    public FirewallLimits {
        if (fileBytes < 1 || fileBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("fileBytes must be 1 to 2147483647, was " + fileBytes);
        }
        if (messageDepth < 1 || messageDepth > 100) {
            throw new IllegalArgumentException("messageDepth must be 1 to 100, was " + messageDepth);
        }
    }

    /** 512 MiB, 40 and 4 levels, 50,000 nodes and constants, 64 inputs, 2^24 elements, 1 KiB names, 1 MiB texts. */
    public static FirewallLimits standard() {
        return new FirewallLimits(512L << 20, 40, 4, 50_000, 50_000, 64, 1L << 24, 1024, 1 << 20, 1L << 26);
    }

    public FirewallLimits withFileBytes(long bytes) {
        return new FirewallLimits(
                bytes,
                messageDepth,
                controlFlowDepth,
                nodes,
                constants,
                inputs,
                listElements,
                nameBytes,
                textBytes,
                resultElements);
    }
}
