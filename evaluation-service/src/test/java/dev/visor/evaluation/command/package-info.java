@NullMarked
package dev.visor.evaluation.command;

import org.jspecify.annotations.NullMarked;
