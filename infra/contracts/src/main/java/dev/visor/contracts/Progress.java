package dev.visor.contracts;

/**
 * How far something longer than two seconds is.
 *
 * @param step what is being done, for people
 * @param done units done so far
 * @param total units in all, ≥ 1
 * @param unit what is counted: {@code images}, {@code passes}, {@code bytes} …
 * @param perSecond rate, 0 while unknown
 * @param etaMillis time left at this rate, −1 while unknown
 */
public record Progress(String step, long done, long total, String unit, double perSecond, long etaMillis) {}
