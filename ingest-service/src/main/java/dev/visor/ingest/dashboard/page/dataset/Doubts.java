package dev.visor.ingest.dashboard.page.dataset;

import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.detection.dataset.quality.Suspicion;
import dev.visor.ingest.dashboard.document.SuspiciousDocument;
import dev.visor.ingest.dashboard.document.SuspiciousDocument.Doubt;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Doubted labels of one kind.
 *
 * @param kind how they are doubted
 * @param title that in words
 * @param meaning what it may come from
 * @param count how many there are
 * @param cards the surest of them, to look at
 */
public record Doubts(Suspicion.Kind kind, String title, String meaning, int count, List<DoubtCard> cards) {
    /** All kinds share so many places, so that none crowds the others out. */
    private static final int CARDS = 24;

    /** By kind; kinds without any are absent. What is in no picture of the manifest is counted and not shown. */
    static List<Doubts> of(SuspiciousDocument document, DatasetManifest manifest) {
        Map<String, LabelledImage> images = manifest.images().stream()
                .collect(Collectors.toMap(LabelledImage::file, Function.identity(), (first, again) -> first));
        Map<Suspicion.Kind, List<Doubt>> byKind = document.labels().stream()
                .collect(Collectors.groupingBy(
                        Doubt::kind, () -> new EnumMap<>(Suspicion.Kind.class), Collectors.toList()));
        return byKind.entrySet().stream()
                .map(e -> new Doubts(
                        e.getKey(),
                        title(e.getKey()),
                        meaning(e.getKey()),
                        e.getValue().size(),
                        e.getValue().stream()
                                .map(d -> images.containsKey(d.file())
                                        ? DoubtCard.of(d, images.get(d.file()), manifest)
                                        : null)
                                .filter(Objects::nonNull)
                                .limit(CARDS / byKind.size())
                                .toList()))
                .toList();
    }

    private static String title(Suspicion.Kind kind) {
        return switch (kind) {
            case UNLABELLED_OBJECT -> "Seen, but not labelled";
            case OTHER_CLASS -> "Seen as another class";
            case NEVER_FOUND -> "Labelled, but never seen";
        };
    }

    private static String meaning(Suspicion.Kind kind) {
        return switch (kind) {
            case UNLABELLED_OBJECT ->
                "A sure detection where nothing is labelled: a forgotten label, or a false alarm.";
            case OTHER_CLASS -> "A sure detection of another class on a label: a wrong label, or a confusion.";
            case NEVER_FOUND ->
                "No detection, however faint, touches the label: nothing is there, or it is too small or hidden.";
        };
    }
}
