package dev.visor.evaluation.compare;

import java.util.List;

/**
 * A picture on which a model does much wrong.
 *
 * @param picture it
 * @param errors missed labels and false alarms
 * @param boxes what it reports and misses
 */
public record WorstPicture(ShownPicture picture, int errors, List<ShownBox> boxes) {}
