package dev.visor.onnx.firewall;

import dev.visor.onnx.firewall.WireSchema.Field;
import dev.visor.onnx.firewall.WireSchema.Kind;

/**
 * Walks the protobuf wire format of a model without building anything: checks every tag, length and nesting, counts
 * what a parser would have to allocate, and hands single messages to the facts that check them. Memory use doesn't
 * depend on the file.
 *
 * <p>Wire format: https://protobuf.dev/programming-guides/encoding/
 */
final class WireScan {
    private static final int WIRE_VARINT = 0;
    private static final int WIRE_FIXED64 = 1;
    private static final int WIRE_LENGTH = 2;
    private static final int WIRE_FIXED32 = 5;

    private final WireCursor in;
    private final FirewallLimits limits;
    private final ScanFacts facts;
    private long elements;
    private boolean anyField;

    WireScan(WireCursor in, FirewallLimits limits) {
        this.in = in;
        this.limits = limits;
        this.facts = new ScanFacts(limits);
    }

    void run() {
        try {
            message(WireSchema.MODEL, in.fileBytes(), 1, 0);
        } catch (Refusal e) {
            boolean noise = !anyField
                    && (e.report().rule() == FirewallRule.MALFORMED
                            || e.report().rule() == FirewallRule.UNKNOWN_FIELD);
            throw noise ? new Refusal(FirewallRule.NOT_A_MODEL, "its first bytes are not those of one") : e;
        }
        facts.finish();
    }

    private void message(WireSchema schema, long end, int depth, int graphs) {
        if (depth > limits.messageDepth()) {
            throw new Refusal(FirewallRule.TOO_DEEP, "more than " + limits.messageDepth() + " levels");
        }
        int graphDepth = schema == WireSchema.GRAPH ? graphs + 1 : graphs;
        if (graphDepth > limits.controlFlowDepth() + 1) {
            throw new Refusal(
                    FirewallRule.CONTROL_FLOW, "more than " + limits.controlFlowDepth() + " graphs inside graphs");
        }
        count(1);
        MessageFacts own = facts.begin(schema, graphDepth);
        long seen = 0;
        while (in.position() < end) {
            long at = in.position();
            long tag = in.varint(end);
            int wire = (int) (tag & 7);
            long number = tag >>> 3;
            if (tag >>> 32 != 0 || number == 0 || wire > WIRE_FIXED32 || wire == 3 || wire == 4) {
                throw new Refusal(FirewallRule.MALFORMED, "no valid field starts at byte " + at);
            }
            Field field = schema.field(number);
            if (field == null) {
                throw new Refusal(
                        FirewallRule.UNKNOWN_FIELD, "number " + number + " of " + schema.name() + " at byte " + at);
            }
            if (!field.repeated()) {
                if ((seen >>> number & 1) != 0) {
                    throw new Refusal(
                            FirewallRule.MALFORMED,
                            "field " + number + " of " + schema.name() + " is given twice, at byte " + at);
                }
                seen |= 1L << number;
            }
            field(schema, own, (int) number, field, wire, end, depth, graphDepth);
            anyField = true;
        }
        own.finish();
    }

    private void field(
            WireSchema schema, MessageFacts own, int number, Field field, int wire, long end, int depth, int graphs) {
        Kind kind = field.kind();
        switch (wire) {
            case WIRE_VARINT -> {
                expect(kind == Kind.VARINT || kind == Kind.VARINTS, schema, number);
                long value = in.varint(end);
                own.number(number, value);
                own.elements(number, 1);
                count(1);
            }
            case WIRE_FIXED32 -> {
                expect(kind == Kind.FIXED32 || kind == Kind.FIXED32S, schema, number);
                in.skip(4, end);
                own.elements(number, 1);
                count(1);
            }
            case WIRE_FIXED64 -> {
                expect(kind == Kind.FIXED64S, schema, number);
                in.skip(8, end);
                own.elements(number, 1);
                count(1);
            }
            case WIRE_LENGTH -> part(schema, own, number, field, end, depth, graphs);
            default -> throw new Refusal(FirewallRule.MALFORMED, "wire type " + wire + " at byte " + in.position());
        }
    }

    private void part(WireSchema schema, MessageFacts own, int number, Field field, long end, int depth, int graphs) {
        facts.refusePresence(schema, number);
        long partEnd = in.lengthEnd(end);
        long start = in.position();
        long length = partEnd - start;
        switch (field.kind()) {
            case MESSAGE -> {
                WireSchema inner = java.util.Objects.requireNonNull(field.message());
                own.child(number);
                message(inner, partEnd, depth + 1, graphs);
            }
            case NAME -> {
                if (length > limits.nameBytes()) {
                    throw new Refusal(
                            FirewallRule.NAME_LENGTH,
                            length + " bytes at byte " + start + ", the limit is " + limits.nameBytes());
                }
                count(1);
                if (own.wantsText(number)) {
                    own.text(number, in.text(start, partEnd));
                }
            }
            case TEXT -> {
                if (length > limits.textBytes()) {
                    throw new Refusal(
                            FirewallRule.TEXT_LENGTH,
                            length + " bytes at byte " + start + ", the limit is " + limits.textBytes());
                }
                count(1);
            }
            case DATA -> own.data(number, length);
            case VARINTS -> {
                if (own.wantsNumbers(number)) {
                    while (in.position() < partEnd) {
                        own.number(number, in.varint(partEnd));
                        count(1);
                    }
                } else {
                    long n = in.countVarints(partEnd);
                    own.elements(number, n);
                    count(n);
                }
            }
            case FIXED32S -> own.elements(number, whole(length, 4, start));
            case FIXED64S -> own.elements(number, whole(length, 8, start));
            case VARINT, FIXED32 -> expect(false, schema, number);
        }
        in.moveTo(partEnd);
    }

    private static long whole(long length, int width, long at) {
        if (length % width != 0) {
            throw new Refusal(
                    FirewallRule.MALFORMED,
                    "a list of " + width + "-byte numbers at byte " + at + " has " + length + " bytes");
        }
        return length / width;
    }

    private void count(long n) {
        elements += n;
        if (elements > limits.listElements()) {
            throw new Refusal(FirewallRule.TOO_MANY_ELEMENTS, "more than " + limits.listElements());
        }
    }

    private void expect(boolean fits, WireSchema schema, int number) {
        if (!fits) {
            throw new Refusal(
                    FirewallRule.MALFORMED,
                    "field " + number + " of " + schema.name() + " has the wrong type at byte " + in.position());
        }
    }
}
