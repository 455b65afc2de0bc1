package dev.visor.detection.bootstrap;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Resampled figures of one table, of all classes together and of each. */
public final class Replicates {
    private final Map<Figure, Samples> overall;
    private final Map<Figure, List<Samples>> perClass;

    Replicates(Map<Figure, Samples> overall, Map<Figure, List<Samples>> perClass) {
        this.overall = new EnumMap<>(overall);
        this.perClass = new EnumMap<>(perClass);
    }

    /**
     * The mean over classes that have demanded labels.
     *
     * @throws IllegalArgumentException if it wasn't asked for
     */
    public Samples overall(Figure figure) {
        return of(overall, figure);
    }

    /**
     * One class.
     *
     * @throws IllegalArgumentException if it wasn't asked for
     */
    public Samples ofClass(int classIndex, Figure figure) {
        return of(perClass, figure).get(classIndex);
    }

    private static <T> T of(Map<Figure, T> figures, Figure figure) {
        T found = figures.get(figure);
        if (found == null) {
            throw new IllegalArgumentException("%s wasn't resampled, only %s".formatted(figure, figures.keySet()));
        }
        return found;
    }
}
