package dev.visor.onnx.firewall;

import dev.visor.onnx.graph.ElementType;

/** One constant: its dimensions are possible, its data is inside the file and of the declared size. */
final class TensorFacts extends MessageFacts {
    static final int EXTERNAL_DATA = 13;
    private static final int DIMS = 1;
    private static final int DATA_TYPE = 2;
    private static final int SEGMENT = 3;
    private static final int STRING_DATA = 6;
    private static final int NAME = 8;
    private static final int RAW_DATA = 9;
    private static final int DATA_LOCATION = 14;

    private long declared = 1;
    private long type;
    private String name = "";
    private long rawBytes = -1;
    private long listed;

    static Refusal external() {
        return new Refusal(
                FirewallRule.EXTERNAL_DATA,
                "save the model in one file, with all of its data inside (no external data)");
    }

    @Override
    boolean wantsNumbers(int field) {
        return field == DIMS;
    }

    @Override
    boolean wantsText(int field) {
        return field == NAME;
    }

    @Override
    void text(int field, String value) {
        name = value;
    }

    @Override
    void number(int field, long value) {
        switch (field) {
            case DIMS -> {
                if (value < 0) {
                    throw new Refusal(FirewallRule.DIMENSIONS, "a constant has dimension " + value);
                }
                try {
                    declared = Math.multiplyExact(declared, value);
                } catch (ArithmeticException e) {
                    throw new Refusal(FirewallRule.DIMENSIONS, "a constant's element count overflows 64 bits");
                }
            }
            case DATA_TYPE -> type = value;
            case DATA_LOCATION -> {
                if (value != 0) {
                    throw external();
                }
            }
            default -> {}
        }
    }

    @Override
    void elements(int field, long count) {
        switch (field) {
            case 4, 5, 7, 10, 11 -> listed += count;
            default -> {}
        }
    }

    @Override
    void data(int field, long bytes) {
        if (field == RAW_DATA) {
            rawBytes = bytes;
        }
    }

    @Override
    void child(int field) {
        if (field == SEGMENT) {
            throw new Refusal(FirewallRule.TENSOR_BYTES, "a constant is given in segments");
        }
    }

    @Override
    void finish() {
        if (type == ElementType.STRING.code()) {
            throw new Refusal(FirewallRule.TENSOR_BYTES, "constant " + Refusal.quoted(name) + " holds strings");
        }
        if (type <= 0 || !ElementType.isKnown((int) Math.min(type, Integer.MAX_VALUE))) {
            throw new Refusal(
                    FirewallRule.TENSOR_BYTES, "constant " + Refusal.quoted(name) + " has no known type, but " + type);
        }
        ElementType elementType = ElementType.of((int) type);
        long needed;
        try {
            needed = elementType.byteSize(declared);
        } catch (ArithmeticException e) {
            throw new Refusal(FirewallRule.DIMENSIONS, "the bytes of constant " + Refusal.quoted(name) + " overflow");
        }
        if (rawBytes >= 0 && rawBytes != needed) {
            throw mismatch(needed + " bytes", rawBytes + " bytes");
        }
        if (rawBytes < 0) {
            // Types narrower than a byte share list entries; complex numbers take two.
            long entries = switch (elementType) {
                case COMPLEX64, COMPLEX128 -> declared * 2;
                default -> elementType.bits() < 8 ? needed : declared;
            };
            if (entries != listed) {
                throw mismatch(entries + " numbers", listed + " numbers");
            }
        }
    }

    private Refusal mismatch(String declaredSize, String present) {
        return new Refusal(
                FirewallRule.TENSOR_BYTES,
                "constant " + Refusal.quoted(name) + " declares " + declaredSize + " and has " + present);
    }
}
