/** Events out through a transactional outbox, events in through an inbox; dead letters for what can't be handled. */
@NullMarked
package dev.visor.platform.messaging;

import org.jspecify.annotations.NullMarked;
