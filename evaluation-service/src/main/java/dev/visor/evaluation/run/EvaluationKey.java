package dev.visor.evaluation.run;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.model.DetectorManifest;
import java.util.List;

/**
 * All that an evaluation depends on. Equal keys have equal figures, but for the noise of latency and memory.
 *
 * @param variant the measured file
 * @param manifest how it is used
 * @param baseline the file that latency is compared with
 * @param baselineManifest how that is used
 * @param dataset the dataset's manifest
 * @param split which part of it
 * @param judged the judged classes
 * @param sources for each judged class the model classes that are it
 * @param looks keys of all that it looked at: the split as it is first, then corrupted, then a second dataset
 * @param tool what measures
 */
record EvaluationKey(
        Sha256 variant,
        DetectorManifest manifest,
        Sha256 baseline,
        DetectorManifest baselineManifest,
        Sha256 dataset,
        Split split,
        List<String> judged,
        List<List<String>> sources,
        List<String> looks,
        String tool) {
    /** The digest of the canonical JSON. */
    Sha256 digest() {
        return Sha256.of(ContractJson.MAPPER.writeValueAsBytes(this));
    }
}
