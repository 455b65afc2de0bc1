package dev.visor.detection.dataset;

/**
 * A fault in a dataset.
 *
 * @param file path inside the dataset, with {@code /}
 * @param line line number from 1; 0 for the whole file
 * @param rule what it is about
 * @param message what is wrong and what was done about it
 * @param leftOut whether a box or picture was left out for it
 */
public record Finding(String file, int line, Rule rule, String message, boolean leftOut) {}
