/** What the service's program does without starting the service: one file a command. */
@NullMarked
package dev.visor.evaluation.command;

import org.jspecify.annotations.NullMarked;
