package dev.visor.onnx.firewall;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** A position in the mapped file that never passes the end it was given. */
final class WireCursor {
    private final MemorySegment file;
    private final long maxLength;
    private long position;

    WireCursor(MemorySegment file, long maxLength) {
        this.file = file;
        this.maxLength = maxLength;
    }

    long position() {
        return position;
    }

    void moveTo(long newPosition) {
        position = newPosition;
    }

    long fileBytes() {
        return file.byteSize();
    }

    /** An unsigned number of at most ten bytes. */
    long varint(long end) {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (position >= end) {
                throw pastEnd(end, "a number");
            }
            byte b = file.get(JAVA_BYTE, position++);
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                if (shift == 63 && b > 1) {
                    break;
                }
                return value;
            }
        }
        throw new Refusal(FirewallRule.MALFORMED, "a number at byte " + position + " is longer than 64 bits");
    }

    /** Reads a length and returns where the part of that length ends, which is at most {@code end}. */
    long lengthEnd(long end) {
        long at = position;
        long length = varint(end);
        if (length < 0 || length > maxLength) {
            throw new Refusal(
                    FirewallRule.LENGTH_CLAIM,
                    Long.toUnsignedString(length) + " bytes at byte " + at + "; a whole file may have " + maxLength);
        }
        if (position + length > file.byteSize()) {
            throw new Refusal(
                    FirewallRule.TRUNCATED,
                    "a part at byte " + at + " has " + length + " bytes, the file has only "
                            + (file.byteSize() - position) + " more. Upload it again");
        }
        if (position + length > end) {
            throw new Refusal(
                    FirewallRule.LENGTH_CLAIM,
                    length + " bytes at byte " + at + ", where " + (end - position) + " are left");
        }
        return position + length;
    }

    void skip(long bytes, long end) {
        if (end - position < bytes) {
            throw pastEnd(end, bytes + " bytes");
        }
        position += bytes;
    }

    /** How many varints lie between here and {@code end}; moves there. */
    long countVarints(long end) {
        long count = 0;
        int run = 0;
        for (; position < end; position++) {
            if (file.get(JAVA_BYTE, position) >= 0) {
                count++;
                run = 0;
            } else if (++run >= 10) {
                throw new Refusal(FirewallRule.MALFORMED, "a number at byte " + position + " is longer than 64 bits");
            }
        }
        if (run != 0) {
            throw pastEnd(end, "a number");
        }
        return count;
    }

    String text(long from, long to) {
        return new String(file.asSlice(from, to - from).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private Refusal pastEnd(long end, String what) {
        return end == file.byteSize()
                ? new Refusal(FirewallRule.TRUNCATED, "it stops at byte " + end + " within " + what)
                : new Refusal(FirewallRule.MALFORMED, what + " at byte " + position + " runs past its surroundings");
    }
}
