package dev.visor.compression.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {
    private static final String OUT = "2: feeds output 'y'";

    private final GraphBuilder b = new GraphBuilder("test", 7).opset(17);

    @Test
    void aConvolutionSumsOverItsInput() {
        Channels.of(Channels.read(b, b.silu(Channels.made(b, 4)), 4))
                .fallInto("4×1")
                .keep(OUT)
                .withoutMost();
    }

    @Test
    void groupsStayAlike() {
        String y = b.conv(Channels.made(b, 8), 8, 12, 3, 1, 4);
        Channels.of(Channels.read(b, y, 12)).fallInto("2×4", "3×4").keep(OUT).withoutMost();
    }

    @Test
    void aDepthwiseConvolutionPassesChannelsOn() {
        String y = b.conv(Channels.made(b, 4), 4, 8, 3, 1, 4);
        Graph left =
                Channels.of(Channels.read(b, y, 8)).fallInto("4×1").keep(OUT).withoutMost();
        assertThat(left.nodes("Conv").get(1).attributes().getInt("group", 0)).isEqualTo(1);
    }

    @Test
    void aGroupOfOneOutputEachHasNothingToChoose() {
        String y = b.conv(Channels.made(b, 8), 8, 4, 3, 1, 4);
        Channels.of(Channels.read(b, y, 4))
                .fallInto("2×4")
                .keep("4: takes a way through the graph that no other channel takes", OUT)
                .withoutMost();
    }

    @Test
    void aTransposedConvolutionHasItsWeightsTheOtherWay() {
        String w = b.constant("w", b.normal(0.5, 4, 6, 1, 1));
        String y = b.node("ConvTranspose", Channels.made(b, 4), w, b.constant("b", b.normal(1, 6)));
        Channels.of(Channels.read(b, y, 6)).fallInto("4×1", "6×1").keep(OUT).withoutMost();
    }

    @Test
    void aTransposedConvolutionInGroups() {
        String w = b.constant("w", b.normal(0.5, 8, 3, 1, 1));
        String y = b.node("ConvTranspose", List.of(Channels.made(b, 8), w), a -> a.set("group", 2));
        Channels.of(Channels.read(b, y, 6)).fallInto("4×2", "3×2").keep(OUT).withoutMost();
    }

    @Test
    void aTransposedDepthwiseConvolution() {
        String w = b.constant("w", b.normal(0.5, 4, 2, 1, 1));
        String y = b.node("ConvTranspose", List.of(Channels.made(b, 4), w), a -> a.set("group", 4));
        Channels.of(Channels.read(b, y, 8)).fallInto("4×1").keep(OUT).withoutMost();
    }

    @Test
    void aFullyConnectedLayerHasWeightsEitherWay() {
        String flat = b.node("Flatten", b.globalAveragePool(Channels.made(b, 4)));
        String inner = b.relu(b.gemm(flat, 4, 5));
        String w = b.constant("w", b.normal(0.5, 5, 2));
        String out = b.node("Gemm", inner, w, b.constant("b", b.normal(1, 1, 2)));
        Channels.of(b.outputAs(out, "y", 1, 2).build())
                .fallInto("4×1", "5×1")
                .keep(OUT)
                .withoutMost();
    }

    @Test
    void aProductWithWeightsOnEitherSide() {
        String rows = b.transpose(b.reshape(Channels.made(b, 4), 1, 4, 36), 0, 2, 1);
        String y = b.node("MatMul", rows, b.constant("w", b.normal(0.5, 4, 6)));
        String z = b.node("MatMul", b.constant("v", b.normal(0.5, 2, 6)), b.transpose(y, 0, 2, 1));
        Channels.of(b.outputAs(z, "y", 1, 2, 36).build())
                .fallInto("4×1", "6×1")
                .keep(OUT)
                .withoutMost();
    }

    @Test
    void aProductOfTwoValuesTiesWhatItSumsOver() {
        String x = b.input("x", 1, 5, 3);
        String q = b.node("MatMul", x, b.constant("q", b.normal(0.5, 3, 4)));
        String k = b.node("MatMul", x, b.constant("k", b.normal(0.5, 3, 4)));
        String y = b.node("MatMul", q, b.transpose(k, 0, 2, 1));
        Channels.of(b.outputAs(y, "y", 1, 5, 5).build()).fallInto("4×1").keep().withoutMost();
    }

    @Test
    void headsLoseTheSameChannels() {
        String x = b.input("x", 1, 5, 3);
        String q = b.node("MatMul", x, b.constant("q", b.normal(0.5, 3, 8)));
        String heads = b.transpose(b.reshape(q, 1, 5, 2, 4), 0, 2, 1, 3);
        String y = b.node("MatMul", heads, b.transpose(heads, 0, 1, 3, 2));
        Channels.of(b.outputAs(y, "y", 1, 2, 5, 5).build())
                .fallInto("4×2")
                .keep()
                .withoutMost();
    }

    @Test
    void constantsThatLayersHappenToShareTieNothing() {
        String zeros = b.constant("zeros", b.uniform(0.1, 0.2, 4));
        String x = b.input("x", 1, 3, 6, 6);
        String one = b.node("Conv", x, b.constant("w", b.normal(0.5, 4, 3, 1, 1)), zeros);
        String two = b.node("Conv", one, b.constant("v", b.normal(0.5, 4, 4, 1, 1)), zeros);
        Graph left = Channels.of(Channels.read(b, two, 4))
                .fallInto("4×1", "4×1")
                .keep(OUT)
                .withoutMost();
        assertThat(left.initializers()).containsKey("zeros");
    }

    @Test
    void aCopyOfAConstantStaysWhole() {
        String w = b.constant("w", b.normal(0.5, 4, 4, 1, 1));
        String y = b.node("Conv", b.node("Conv", Channels.made(b, 4), w), w);
        Channels.of(b.outputAs(y, "y", 1, 4, 6, 6).build())
                .fallInto("4×1", "4×1")
                .keep("4: feeds output 'y'")
                .withoutMost();
    }
}
