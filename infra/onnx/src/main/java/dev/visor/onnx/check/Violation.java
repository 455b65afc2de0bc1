package dev.visor.onnx.check;

/**
 * A rule that a graph breaks.
 *
 * @param rule the rule's id, as {@code topological-order}
 * @param node where: a node as {@code Conv "name"}, or the graph's or value's name
 * @param message what is wrong, with the names involved
 */
public record Violation(String rule, String node, String message) {
    @Override
    public String toString() {
        return rule + " at " + node + ": " + message;
    }
}
