package dev.visor.detection.accuracy;

/**
 * One picture: what is in it and what a detector saw. Where neither is, the picture still counts: it is one without
 * objects in which nothing was seen.
 *
 * @param labels what a person saw
 * @param sightings what the detector saw
 */
public record Observation(Labels labels, Sightings sightings) {}
