package dev.visor.onnx.firewall;

/** What one message of interest collects while it is scanned. The base collects nothing. */
class MessageFacts {
    static final MessageFacts NONE = new MessageFacts();

    void number(int field, long value) {}

    /** {@code count} further elements of a number list. */
    void elements(int field, long count) {}

    void data(int field, long bytes) {}

    boolean wantsText(int field) {
        return false;
    }

    /** Whether a packed list's numbers are to be given one by one. */
    boolean wantsNumbers(int field) {
        return false;
    }

    void text(int field, String value) {}

    /** A nested message begins. */
    void child(int field) {}

    /** The message is complete. */
    void finish() {}
}
