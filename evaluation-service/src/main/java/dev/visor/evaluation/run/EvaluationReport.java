package dev.visor.evaluation.run;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.evaluation.gate.ClassFigures;
import java.util.List;

/**
 * The accuracy of a variant as a document: the same inputs give the same bytes. Latency and memory, which never do, are
 * not in it.
 *
 * @param inputs all that it depends on
 * @param images pictures looked at
 * @param summary COCO's twelve figures
 * @param classes each judged class
 * @param minimumScore score from which on detections should be reported
 * @param matchTable artefact of the match table ({@code VMT1})
 * @param detections artefact of the raw detections ({@code VDT1})
 */
record EvaluationReport(
        EvaluationKey inputs,
        int images,
        CocoSummary summary,
        List<ClassFigures> classes,
        double minimumScore,
        Sha256 matchTable,
        Sha256 detections) {
    byte[] bytes() {
        return ContractJson.MAPPER.writeValueAsBytes(this);
    }
}
