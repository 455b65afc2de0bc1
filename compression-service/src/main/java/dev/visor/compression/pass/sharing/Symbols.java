package dev.visor.compression.pass.sharing;

/** What a coder of single bytes makes of bytes. */
final class Symbols {
    private Symbols() {}

    /** Bits a byte, by the counts of the bytes: {@code −Σ p·log2 p} (Shannon, 1948). */
    static double entropy(byte[] bytes) {
        long[] counts = new long[256];
        for (byte symbol : bytes) {
            counts[Byte.toUnsignedInt(symbol)]++;
        }
        double bits = 0;
        for (long count : counts) {
            double share = (double) count / bytes.length;
            bits -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
        }
        return bits;
    }
}
