package dev.visor.contracts.compression;

import org.jspecify.annotations.Nullable;

/**
 * A node of a variant; nodes that only convert between integers and floats belong to the node that they serve.
 *
 * @param name the node's
 * @param opType its operator
 * @param weightBits bits of a stored weight; null without learnt weights
 * @param activationBits bits of what it reads
 * @param integer whether what it reads is integer; if not, it is floating point
 * @param parameters learnt weights, in elements
 * @param macs multiply–accumulates for one picture; 0 if unknown
 * @param sqnrDecibels signal to noise of its result against the same value of the cleaned upload on a few calibration
 *     pictures, 999 for equal; null if there is no such value
 * @param micros median time of its kernel; null if it became part of another kernel, or was not measured
 */
public record NodeReport(
        String name,
        String opType,
        @Nullable Integer weightBits,
        int activationBits,
        boolean integer,
        long parameters,
        long macs,
        @Nullable Double sqnrDecibels,
        @Nullable Double micros) {}
