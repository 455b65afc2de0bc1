package dev.visor.ingest.intake;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.family.ModelSignature;
import dev.visor.detection.family.TensorSpec;
import dev.visor.ingest.IngestSettings;
import dev.visor.onnx.firewall.Firewall;
import dev.visor.onnx.firewall.FirewallLimits;
import dev.visor.onnx.firewall.FirewallReport;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.probe.Probe;
import dev.visor.onnx.probe.ProbeLimits;
import dev.visor.onnx.probe.ProbeReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The firewall walks the file's wire format under limits; what passes is loaded and run in a process of its own that may
 * die of it. Only then this process believes the file.
 */
@Component
class SandboxedCheck implements ModelCheck {
    private final FirewallLimits firewall;
    private final ProbeLimits probe;

    SandboxedCheck(IngestSettings settings) {
        IngestSettings.Probing probing = settings.probe();
        this.firewall = FirewallLimits.standard()
                .withFileBytes(Math.min(settings.uploadLimit().toBytes(), Integer.MAX_VALUE));
        this.probe = new ProbeLimits(
                probing.memory().toBytes(),
                Math.toIntExact(probing.processor().toSeconds()),
                Math.toIntExact(probing.time().toSeconds()));
    }

    @Override
    public Finding check(Path file) {
        try {
            return switch (Firewall.inspect(file, firewall)) {
                case FirewallReport.Refused refused -> new Unsafe(refused.ruleId(), refused.message());
                case FirewallReport.Accepted accepted -> tried(file);
            };
        } catch (IOException e) {
            throw new VisorException(
                    ErrorCode.BUSY, "the file could not be checked, try again: %s".formatted(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VisorException(ErrorCode.BUSY, "the service is stopping; send the file again", e);
        }
    }

    private Finding tried(Path file) throws IOException, InterruptedException {
        return switch (Probe.run(file, probe)) {
            case ProbeReport.Died died -> new Unsafe(died.ruleId(), died.reason());
            case ProbeReport.Survived survived -> new Safe(signature(survived));
        };
    }

    /** Inputs as they are declared, outputs and their ranges as they came out. */
    private static ModelSignature signature(ProbeReport.Survived survived) {
        return new ModelSignature(
                survived.inputs().stream()
                        .map(in -> new TensorSpec(in.name(), in.type().name(), dims(in.shape())))
                        .toList(),
                survived.outputs().stream()
                        .map(out -> new TensorSpec(out.name(), out.type().name(), dims(out.shape())))
                        .toList(),
                survived.metadata(),
                survived.outputs());
    }

    private static List<Long> dims(@Nullable Shape shape) {
        return shape == null
                ? List.of()
                : Arrays.stream(shape.toArray()).boxed().toList();
    }
}
