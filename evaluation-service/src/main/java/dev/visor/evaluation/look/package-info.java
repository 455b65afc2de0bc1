/**
 * Looking at pictures with a detector, in shards: each is a task of the queue, what they saw is merged into the same
 * bytes whatever worker took which, in whatever order and however often.
 */
@NullMarked
package dev.visor.evaluation.look;

import org.jspecify.annotations.NullMarked;
