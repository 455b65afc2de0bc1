package dev.visor.onnx.firewall;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphFormatException;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.proto.ModelProto;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;

/**
 * Looks at an uploaded file without trusting it. First the start is compared with known formats, then the wire
 * format is walked with limits, and only what passes both is parsed and searched for resource bombs.
 *
 * <p>The file is mapped, not read: heap use is bounded by {@link FirewallLimits#listElements()}, not by what the
 * file claims. It must not change during the call.
 */
public final class Firewall {
    private Firewall() {}

    /** @throws IOException when the file can't be opened or read; what is wrong with its bytes is in the report */
    public static FirewallReport inspect(Path file, FirewallLimits limits) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            long size = channel.size();
            if (size == 0) {
                throw new Refusal(FirewallRule.EMPTY, "0 bytes arrived. Upload it again");
            }
            if (size > limits.fileBytes()) {
                throw new Refusal(
                        FirewallRule.FILE_SIZE, size + " bytes, the limit is " + limits.fileBytes() + " bytes");
            }
            return inspect(channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena), limits);
        } catch (Refusal e) {
            return e.report();
        }
    }

    private static FirewallReport inspect(MemorySegment file, FirewallLimits limits) {
        Signatures.refuse(
                file.asSlice(0, Math.min(file.byteSize(), Signatures.BYTES)).toArray(ValueLayout.JAVA_BYTE));
        new WireScan(new WireCursor(file, limits.fileBytes()), limits).run();
        Graph graph = parse(file);
        int inputs = Math.max(graph.runtimeInputs().size(), graph.outputs().size());
        if (inputs > limits.inputs()) {
            throw new Refusal(
                    FirewallRule.TOO_MANY_INPUTS, inputs + " inputs or outputs, the limit is " + limits.inputs());
        }
        if (graph.nodes().isEmpty() || inputs == 0 || graph.outputs().isEmpty()) {
            throw new Refusal(FirewallRule.NO_GRAPH, "it has no nodes, inputs or outputs");
        }
        try {
            ResourceBombs.refuse(graph, limits);
        } catch (GraphFormatException | ArithmeticException e) {
            throw malformed(e);
        }
        return new FirewallReport.Accepted(
                file.byteSize(),
                graph.irVersion(),
                graph.opset(),
                graph.nodes().size(),
                graph.initializers().size(),
                graph.runtimeInputs(),
                graph.outputs(),
                Collections.unmodifiableMap(new LinkedHashMap<>(graph.metadata())));
    }

    /** The scan has bounded what this allocates; constants stay in the mapping. */
    private static Graph parse(MemorySegment file) {
        try {
            CodedInputStream in =
                    UnsafeByteOperations.unsafeWrap(file.asByteBuffer()).newCodedInput();
            in.enableAliasing(true);
            return GraphReader.fromProto(ModelProto.parseFrom(in));
        } catch (IOException | GraphFormatException e) {
            throw malformed(e);
        }
    }

    private static Refusal malformed(Exception e) {
        String message = String.valueOf(e.getMessage()).replaceAll("[^\\x20-\\x7E]", "?");
        return new Refusal(FirewallRule.MALFORMED, message.length() > 300 ? message.substring(0, 300) + "…" : message);
    }
}
