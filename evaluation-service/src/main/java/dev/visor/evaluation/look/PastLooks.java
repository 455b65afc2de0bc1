package dev.visor.evaluation.look;

import dev.visor.detection.Detection;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.platform.artifact.ArtifactStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What was seen before. Raw detections are of all classes of a model, so what it saw once can be judged by other classes
 * without looking again.
 */
@Component
public class PastLooks {
    private final LookTable table;
    private final SeenStore store;

    PastLooks(LookTable table, ArtifactStore store) {
        this.table = table;
        this.store = new SeenStore(store);
    }

    /** Whether {@link #seen} has an answer. */
    public boolean isSeen(Look look) {
        return table.find(look.key()).filter(row -> row.kept() != null).isPresent()
                || covering(look).isPresent();
    }

    /**
     * What a look sees, from one that is done: the same, or one of the same file at the same pictures under other classes
     * or further on in the split, aligned again. Nothing is looked at; empty if there is none.
     */
    public Optional<Seen> seen(Look look, LabelledPictures split) {
        Optional<SeenStore.Kept> same = table.find(look.key()).flatMap(row -> Optional.ofNullable(row.kept()));
        if (same.isPresent()) {
            return same.map(
                    kept -> store.get(kept.detections().digest(), kept.table().digest()));
        }
        return covering(look)
                .map(kept ->
                        aligned(look, split, store.detections(kept.detections().digest())));
    }

    private Optional<SeenStore.Kept> covering(Look look) {
        return table.done(look.model().digest()).stream()
                .filter(row -> look.isCoveredBy(row.look()))
                .flatMap(row -> Optional.ofNullable(row.kept()).stream())
                .findFirst();
    }

    private static Seen aligned(Look look, LabelledPictures split, List<List<Detection>> all) {
        List<List<Detection>> detections = all.subList(0, look.pictures());
        List<Observation> pictures = new ArrayList<>(detections.size());
        for (int i = 0; i < detections.size(); i++) {
            pictures.add(look.alignment().observe(split.images().get(i), detections.get(i)));
        }
        return new Seen(MatchTable.of(new Observations(look.alignment().judged(), pictures)), detections);
    }
}
