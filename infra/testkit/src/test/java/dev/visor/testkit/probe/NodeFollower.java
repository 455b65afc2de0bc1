package dev.visor.testkit.probe;

import dev.visor.contracts.event.NodeReported;
import dev.visor.platform.messaging.EventContext;
import dev.visor.platform.messaging.StateFollower;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Remembers what each node reported last. */
@Component
public class NodeFollower implements StateFollower<NodeReported> {
    private final Map<String, NodeReported> states = new ConcurrentHashMap<>();
    private volatile boolean caughtUp;

    public Map<String, NodeReported> states() {
        return states;
    }

    public boolean hasCaughtUp() {
        return caughtUp;
    }

    @Override
    public Class<NodeReported> type() {
        return NodeReported.class;
    }

    @Override
    public void follow(NodeReported state, EventContext context) {
        states.put(state.node(), state);
    }

    @Override
    public void forget(String key) {
        states.remove(key);
    }

    @Override
    public void caughtUp() {
        caughtUp = true;
    }
}
