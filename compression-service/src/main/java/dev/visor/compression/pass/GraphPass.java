package dev.visor.compression.pass;

import dev.visor.onnx.graph.Graph;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One rewrite of a graph. A pass is a record: its components are its options, each described by {@link Option}, and its
 * compact constructor refuses values out of range. It has a {@link PassId}, is found by scanning, and runs where a
 * recipe names it.
 *
 * <p>A pass never changes names, types or shapes of the model's inputs and outputs, and applied a second time it
 * changes nothing. What it cannot rewrite it leaves alone and says so in its result; it throws only if the model can't be
 * handled at all.
 */
public interface GraphPass {
    /** Rewrites the graph in place. */
    PassResult apply(Graph graph, PassContext context);

    /** What must hold before it runs. */
    default Set<Property> needs() {
        return Set.of();
    }

    /** What holds after it ran, whether it changed anything or not. */
    default Set<Property> establishes() {
        return Set.of();
    }

    /** What must not hold yet when it runs; by default what comes after all that it establishes. */
    default Set<Property> refuses() {
        return establishes().stream()
                .flatMap(property -> property.mustPrecede().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
