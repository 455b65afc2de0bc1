package dev.visor.onnx.firewall;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;

/** Recognises files that aren't models by how they start, to say so in better words than "damaged". */
final class Signatures {
    /** How much of the file's start is looked at. */
    static final int BYTES = 512;

    private record Signature(int offset, String bytes, FirewallRule rule, String details) {}

    private static final List<Signature> KNOWN = List.of(
            of(0, "PK\3\4", FirewallRule.ZIP, "if it is a PyTorch checkpoint, export it to ONNX"),
            of(0, "PK\5\6", FirewallRule.ZIP, "and an empty one"),
            of(0, "\u001f\u008b", FirewallRule.GZIP, "upload the model itself, unpacked"),
            of(0, "BZh", FirewallRule.OTHER_FORMAT, "bzip2; upload the model itself, unpacked"),
            of(0, "\u00fd7zXZ", FirewallRule.OTHER_FORMAT, "xz; upload the model itself, unpacked"),
            of(0, "(\u00b5/\u00fd", FirewallRule.OTHER_FORMAT, "zstd; upload the model itself, unpacked"),
            of(0, "7z\u00bc\u00af", FirewallRule.OTHER_FORMAT, "7z; upload the model itself, unpacked"),
            of(0, "\u0089HDF", FirewallRule.OTHER_FORMAT, "HDF5 (Keras); export it to ONNX"),
            of(4, "TFL3", FirewallRule.OTHER_FORMAT, "TensorFlow Lite; export it to ONNX"),
            of(4, "ORTM", FirewallRule.OTHER_FORMAT, "ORT format; upload the ONNX file it was made from"),
            of(0, "GGUF", FirewallRule.OTHER_FORMAT, "GGUF; export it to ONNX"),
            of(0, "\u0089PNG", FirewallRule.OTHER_FORMAT, "a PNG image"),
            of(0, "\u00ff\u00d8\u00ff", FirewallRule.OTHER_FORMAT, "a JPEG image"),
            of(0, "%PDF", FirewallRule.OTHER_FORMAT, "PDF"),
            of(0, "\u007fELF", FirewallRule.OTHER_FORMAT, "a program"),
            of(0, "MZ", FirewallRule.OTHER_FORMAT, "a program"));

    private Signatures() {}

    private static Signature of(int offset, String bytes, FirewallRule rule, String details) {
        return new Signature(offset, bytes, rule, details);
    }

    /** @param start the first bytes of the file, up to {@link #BYTES} */
    static void refuse(byte[] start) {
        String text = new String(start, ISO_8859_1);
        for (Signature s : KNOWN) {
            if (text.startsWith(s.bytes(), s.offset())) {
                throw new Refusal(s.rule(), s.details());
            }
        }
        if (start.length > 1 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5) {
            throw new Refusal(
                    FirewallRule.PICKLE, "protocol " + start[1] + "; it would run code when opened. Export to ONNX");
        }
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        if (trimmed.startsWith("<!doctype") || trimmed.startsWith("<html") || trimmed.startsWith("<?xml")) {
            throw new Refusal(FirewallRule.HTML, "probably an error page saved under the model's name");
        }
        if (start.length >= 16
                && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f || c == '\n' || c == '\r' || c == '\t')) {
            throw new Refusal(FirewallRule.NOT_A_MODEL, "it is plain text");
        }
    }
}
