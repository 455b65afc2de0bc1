package dev.visor.samples.training;

/** What a picture shows: a box in its pixels and a class index. */
record Label(Box box, int category) {}
