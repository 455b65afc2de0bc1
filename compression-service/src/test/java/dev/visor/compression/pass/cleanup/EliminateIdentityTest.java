package dev.visor.compression.pass.cleanup;

import static dev.visor.compression.pass.PassAssert.assertThatPass;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import org.junit.jupiter.api.Test;

class EliminateIdentityTest {
    @Test
    void takesOutAnIdentityBetweenTwoNodes() {
        GraphBuilder b = new GraphBuilder("g");
        String y = b.relu(b.node("Identity", b.sigmoid(b.input("x", 1, 4))));
        assertThatPass(new EliminateIdentity())
                .on(b.outputAs(y, "y", 1, 4).build())
                .becomes("Sigmoid", "Relu");
    }

    @Test
    void letsTheNodeBeforeProduceTheOutput() {
        GraphBuilder b = new GraphBuilder("g");
        String y = b.node("Identity", b.sigmoid(b.input("x", 1, 4)));
        assertThatPass(new EliminateIdentity())
                .on(b.outputAs(y, "y", 1, 4).build())
                .becomes("Sigmoid");
    }

    @Test
    void leavesAnIdentityAloneThatJoinsAnInputToAnOutput() {
        GraphBuilder b = new GraphBuilder("g");
        Graph graph =
                b.outputAs(b.node("Identity", b.input("x", 1, 4)), "y", 1, 4).build();
        assertThatPass(new EliminateIdentity()).on(graph).leavesAlone("both names must stay");
    }
}
