/** What variants are judged on: datasets, their labels, and which model class is which of theirs. */
@NullMarked
package dev.visor.evaluation.dataset;

import org.jspecify.annotations.NullMarked;
