package dev.visor.onnx.probe;

import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.process.ProcessMemory;
import dev.visor.onnx.runtime.Lease;
import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.Outputs;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The child's side: loads the model named by the only argument, runs it, says what happened, ends. */
public final class ProbeMain {
    private final ModelSession session;
    private final Map<String, OutputRange> ranges = new LinkedHashMap<>();
    private double fastestMillis = Double.POSITIVE_INFINITY;

    private ProbeMain(ModelSession session) {
        this.session = session;
    }

    public static void main(String[] args) {
        ProbeMessage message = probe(Path.of(args[0]));
        PrintStream out = new PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);
        out.println(ProbeMessage.PREFIX + JsonMapper.shared().writeValueAsString(message));
        out.flush();
        // Native shutdown has nothing to tell any more, and hostile models nothing to do.
        Runtime.getRuntime().halt(0);
    }

    private static ProbeMessage probe(Path model) {
        long idle = ProcessMemory.residentBytes();
        long start = System.nanoTime();
        try (ModelSession session = ModelSession.open(model, SessionSettings.standard())) {
            long loadMillis = (System.nanoTime() - start) / 1_000_000;
            return new ProbeMain(session).run(loadMillis, idle);
        } catch (ModelRunException e) {
            return ProbeMessage.failed(ruleOf(e, ProbeRule.LOAD_ERROR), String.valueOf(e.getMessage()));
        }
    }

    private ProbeMessage run(long loadMillis, long idle) {
        boolean anyFinite = false;
        try (Lease lease = session.lease()) {
            for (double scale : TestPicture.SCALES) {
                List<Outputs> runs = new ArrayList<>();
                for (boolean noise : new boolean[] {false, true}) {
                    runs.add(run(lease, new TestPicture(scale, noise)));
                }
                boolean finite =
                        runs.stream().flatMap(o -> o.asMap().values().stream()).allMatch(OutputRange::isFinite);
                if (finite) {
                    anyFinite = true;
                    runs.forEach(this::note);
                }
            }
        } catch (ModelRunException | IllegalArgumentException | ArithmeticException e) {
            return ProbeMessage.failed(ruleOf(e, ProbeRule.RUN_ERROR), String.valueOf(e.getMessage()));
        }
        if (!anyFinite) {
            return ProbeMessage.failed(ProbeRule.NAN, "for grey and for noise, with pixels of 0 to 255 and of 0 to 1");
        }
        return new ProbeMessage(
                null,
                "",
                session.inputs().stream().map(ProbeMain::declared).toList(),
                ranges.values().stream()
                        .map(OutputRange::summary)
                        .map(ProbeMessage.Value::of)
                        .toList(),
                session.metadata(),
                loadMillis,
                fastestMillis,
                ProcessMemory.peakBytes(),
                idle);
    }

    private Outputs run(Lease lease, TestPicture picture) {
        Map<String, TensorValue> inputs = picture.inputs(session.inputs(), session.metadata());
        long start = System.nanoTime();
        Outputs out = lease.run(inputs);
        fastestMillis = Math.min(fastestMillis, (System.nanoTime() - start) / 1e6);
        return out;
    }

    private void note(Outputs outputs) {
        outputs.asMap()
                .forEach((name, value) ->
                        ranges.computeIfAbsent(name, OutputRange::new).add(value));
    }

    private static ProbeMessage.Value declared(ValueInfo info) {
        Shape shape = info.shape();
        return new ProbeMessage.Value(
                info.name(), info.type().name(), shape == null ? null : shape.toArray(), 0, 0, 0, List.of());
    }

    private static ProbeRule ruleOf(Exception e, ProbeRule otherwise) {
        String message = String.valueOf(e.getMessage());
        boolean memory = message.contains("bad_alloc")
                || message.contains("bad allocation")
                || message.contains("Failed to allocate memory")
                || message.contains("out of memory");
        return memory ? ProbeRule.MEMORY : otherwise;
    }
}
