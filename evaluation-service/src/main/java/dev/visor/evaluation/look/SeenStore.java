package dev.visor.evaluation.look;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.detection.Detection;
import dev.visor.detection.accuracy.MatchTableFormat;
import dev.visor.platform.artifact.ArtifactStore;
import java.util.List;

/** What was seen, as two artefacts: detections ({@code VDT1}) and match table. */
public record SeenStore(ArtifactStore store) {
    /** Digests of both. */
    public record Kept(Artifact detections, Artifact table) {}

    /** Keeps what was seen in pictures. */
    public Kept put(List<LabelledImage> pictures, Seen seen) {
        return new Kept(
                store.put(DetectionFormat.write(pictures, seen.detections())),
                store.put(MatchTableFormat.write(seen.table())));
    }

    /** Reads the raw detections alone. */
    public List<List<Detection>> detections(Sha256 digest) {
        return DetectionFormat.read(store.read(digest));
    }

    /** Reads it back. */
    public Seen get(Sha256 detections, Sha256 table) {
        return new Seen(MatchTableFormat.read(store.read(table)), detections(detections));
    }
}
