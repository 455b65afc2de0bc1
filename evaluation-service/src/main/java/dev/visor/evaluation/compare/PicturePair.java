package dev.visor.evaluation.compare;

import java.util.List;

/**
 * A picture on which one of two models does more wrong.
 *
 * @param picture it
 * @param errorsMore errors that the worse one makes more, greater than 0
 * @param first what the first reports and misses
 * @param second what the second reports and misses
 */
public record PicturePair(ShownPicture picture, int errorsMore, List<ShownBox> first, List<ShownBox> second) {}
