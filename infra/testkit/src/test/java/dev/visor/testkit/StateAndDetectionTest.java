package dev.visor.testkit;

import static dev.visor.testkit.Samples.newModel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.DetectionFrame;
import dev.visor.contracts.event.NodeReported;
import dev.visor.contracts.event.NodeState;
import dev.visor.contracts.event.Topics;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.platform.messaging.DirectEventSender;
import dev.visor.testkit.probe.NodeFollower;
import dev.visor.testkit.probe.ProbeService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@VisorTest(classes = ProbeService.class)
class StateAndDetectionTest {
    @Autowired
    EventScenario scenario;

    @Autowired
    NodeFollower follower;

    @Autowired
    DirectEventSender sender;

    @Test
    void followsTheLastStateOfEachKeyAndForgetsDeletedOnes() {
        String node = newModel();
        scenario.awaitState("caught up", follower::hasCaughtUp);
        scenario.publish(reported(node, 1));
        scenario.publishRaw(Topics.NODE_STATE, node, Map.of(), new byte[] {'?'});
        scenario.publish(reported(node, 2));
        scenario.awaitState("the second state", () -> ledger(node) == 2);
        scenario.publishRaw(Topics.NODE_STATE, node, Map.of(), null);
        scenario.awaitState("it is forgotten", () -> !follower.states().containsKey(node));
    }

    @Test
    void detectionsAreSentInOrderWithoutATransaction() {
        String camera = newModel();
        for (long frame = 0; frame < 300; frame++) {
            sender.send(frame(camera, frame));
        }
        scenario.awaitState("all frames", () -> frames(camera).size() == 300);
        assertThat(frames(camera)).isEqualTo(LongStream.range(0, 300).boxed().toList());
    }

    private long ledger(String node) {
        NodeReported state = follower.states().get(node);
        return state == null ? 0 : state.ledgerSequence();
    }

    private List<Long> frames(String camera) {
        return scenario.events()
                .of(DetectionFrame.class)
                .filter(recorded -> recorded.event().camera().equals(camera))
                .map(recorded -> recorded.event().frame())
                .toList();
    }

    private static NodeReported reported(String node, long ledger) {
        return new NodeReported(node, "roadside", NodeState.values()[0], null, null, ledger, null, null, Instant.EPOCH);
    }

    static DetectionFrame frame(String camera, long frame) {
        return new DetectionFrame(
                camera,
                frame,
                Instant.EPOCH,
                640,
                480,
                List.of(),
                VariantId.baselineOf(new ModelVersion("helmet", 1)),
                Sha256.of(new byte[] {1}),
                null,
                null,
                1.5);
    }
}
