/**
 * Figures of a judged model as gates, reports and comparisons ask for them: any metric, of any class, on any slice of
 * the pictures, with bounds where there are some. No Spring.
 */
@NullMarked
package dev.visor.evaluation.figure;

import org.jspecify.annotations.NullMarked;
