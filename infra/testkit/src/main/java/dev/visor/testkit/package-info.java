/**
 * Worlds and assertions for tests of services: a real broker and database ({@link dev.visor.testkit.VisorTest}), events
 * as other services publish them ({@link dev.visor.testkit.EventScenario}), files that may be there ({@link
 * dev.visor.testkit.SharedFolder}).
 */
@NullMarked
package dev.visor.testkit;

import org.jspecify.annotations.NullMarked;
