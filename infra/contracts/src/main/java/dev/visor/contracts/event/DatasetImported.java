package dev.visor.contracts.event;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.Split;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A dataset version can be used.
 *
 * @param name the dataset
 * @param digest digest of its manifest in the artefact store
 * @param classes category names
 * @param images pictures by split
 * @param boxes labelled boxes in all
 * @param findings how many problems the import report names
 * @param importedAt when
 */
public record DatasetImported(
        String name,
        Sha256 digest,
        List<String> classes,
        Map<Split, Integer> images,
        int boxes,
        int findings,
        Instant importedAt)
        implements Event {
    public static final String TYPE = "dev.visor.dataset.imported.v1";
    public static final String TOPIC = Topics.MODEL_EVENTS;

    @Override
    public String key() {
        return name;
    }
}
