package dev.visor.ingest.dashboard.document;

/** How far two variants report the same objects. */
public record Agreement(Counts counts, double flipRate) {
    /** Objects: both the same, of another class, of one alone. */
    public record Counts(int agreed, int flipped, int onlyParent, int onlyVariant) {}
}
