package dev.visor.evaluation.cost;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.onnx.process.Machine;
import java.util.List;

/**
 * What a variant costs to run, beside the file that was uploaded, on one machine. Its sizes come out the same each time;
 * times and memory don't.
 *
 * @param variant the file
 * @param baseline the uploaded file, which may be the same
 * @param machine where it was measured
 * @param onnxRuntime version of ONNX Runtime
 * @param latency a measurement for each number of threads, the first on one
 * @param nodes where the variant's time goes
 * @param footprint memory and sizes of the variant
 * @param baselineFootprint the baseline's
 */
public record CostReport(
        Sha256 variant,
        Sha256 baseline,
        Machine machine,
        String onnxRuntime,
        List<Latency> latency,
        NodeTimes nodes,
        Footprint footprint,
        Footprint baselineFootprint) {
    public CostReport {
        latency = List.copyOf(latency);
    }

    /** The measurement on one thread, which gates judge. */
    public Latency oneThread() {
        return latency.getFirst();
    }

    /** As a document. */
    public byte[] bytes() {
        return ContractJson.MAPPER.writeValueAsBytes(this);
    }

    /** From a document. */
    public static CostReport read(byte[] bytes) {
        return ContractJson.MAPPER.readValue(bytes, CostReport.class);
    }
}
