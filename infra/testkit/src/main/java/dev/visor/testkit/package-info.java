@NullMarked
package dev.visor.testkit;

import org.jspecify.annotations.NullMarked;
