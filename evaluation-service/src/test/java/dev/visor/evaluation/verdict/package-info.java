@NullMarked
package dev.visor.evaluation.verdict;

import org.jspecify.annotations.NullMarked;
