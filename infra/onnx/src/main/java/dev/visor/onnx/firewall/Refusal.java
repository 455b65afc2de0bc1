package dev.visor.onnx.firewall;

/** Ends an inspection. Carries no stack trace: it is an answer, and hostile files ask for many. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FirewallRule rule;

    Refusal(FirewallRule rule, String details) {
        super(rule.words() + ": " + details, null, false, false);
        this.rule = rule;
    }

    FirewallReport.Refused report() {
        return new FirewallReport.Refused(rule, String.valueOf(getMessage()));
    }

    /** A name from the file, made fit for a message: printable and short. */
    static String quoted(String untrusted) {
        String printable = untrusted.replaceAll("[^\\x20-\\x7E]", "?");
        return '"' + (printable.length() > 60 ? printable.substring(0, 60) + "…" : printable) + '"';
    }
}
