package dev.visor.inference.serving;

import dev.visor.contracts.event.ChampionChanged;
import dev.visor.platform.messaging.EventContext;
import dev.visor.platform.messaging.StateFollower;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Follows what this node's target should serve. While history is replayed after a start only the last word is kept:
 * champions of the past are not loaded again.
 */
@Component
class ChampionFollower implements StateFollower<ChampionChanged> {
    private final NodeAgent agent;
    private final String target;
    private @Nullable ChampionChanged last;
    private boolean caughtUp;

    ChampionFollower(NodeAgent agent, ServingProperties properties) {
        this.agent = agent;
        this.target = properties.target();
    }

    @Override
    public Class<ChampionChanged> type() {
        return ChampionChanged.class;
    }

    @Override
    public void follow(ChampionChanged state, EventContext context) {
        if (!state.target().equals(target)) {
            return;
        }
        if (caughtUp) {
            agent.desire(state);
        } else if (last == null || last.ledgerSequence() < state.ledgerSequence()) {
            last = state;
        }
    }

    @Override
    public void caughtUp() {
        caughtUp = true;
        if (last != null) {
            agent.desire(last);
        }
    }
}
