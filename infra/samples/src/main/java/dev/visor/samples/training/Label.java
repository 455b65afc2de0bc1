package dev.visor.samples.training;

/** What a picture shows: a box in its pixels and a class index. */
public record Label(Box box, int category) {}
