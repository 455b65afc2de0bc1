package dev.visor.ingest.dashboard.document;

import java.util.List;

/**
 * Which class is taken for which.
 *
 * @param classes in order; the background follows in rows and columns
 * @param counts rows: labelled; columns: reported
 */
public record Confusion(List<String> classes, int[][] counts) {}
