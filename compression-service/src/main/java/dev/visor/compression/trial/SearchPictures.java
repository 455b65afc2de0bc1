package dev.visor.compression.trial;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The pictures that a search may ask accuracy on: labelled ones of {@code train}, without those that ranges are
 * calibrated on and those that are also in a split that models are judged on.
 */
public final class SearchPictures {
    private SearchPictures() {}

    /**
     * Chooses, evenly spread.
     *
     * @param calibrated pictures that ranges are learnt from
     * @param limit how many at most, ≥ 1
     * @return in the dataset's order; empty if there are none
     */
    public static List<LabelledImage> of(DatasetManifest dataset, List<Sha256> calibrated, int limit) {
        Set<Sha256> taken = new HashSet<>(calibrated);
        List<LabelledImage> all = new ArrayList<>();
        for (LabelledImage image : dataset.trainingSplit().images()) {
            if (image.labelled() && taken.add(image.digest())) {
                all.add(image);
            }
        }
        List<LabelledImage> chosen = new ArrayList<>();
        int count = Math.min(limit, all.size());
        for (int i = 0; i < count; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / count)));
        }
        return chosen;
    }
}
