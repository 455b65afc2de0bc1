package dev.visor.evaluation.gate;

/**
 * A tag whose value says which pictures are drawn together.
 *
 * @param tag its name
 * @param pictures how many pictures of the judged split have it; the others are drawn alone
 */
public record DrawingUnit(String tag, int pictures) {}
