package dev.visor.compression.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final String OUT = "2: feeds output 'y'";

    private final GraphBuilder b = new GraphBuilder("test", 7).opset(17);

    @Test
    void concatenatedChannelsKeepToTheirSources() {
        String x = b.input("x", 1, 3, 6, 6);
        String y = b.concat(1, b.conv(x, 3, 4, 1, 1, 1), x, b.conv(x, 3, 2, 1, 1, 1));
        Channels.of(Channels.read(b, y, 9)).fallInto("4×1", "2×1").keep(OUT).withoutMost();
    }

    @Test
    void halvesAreGroupsOfTheirOwn() {
        List<String> halves = b.split(Channels.made(b, 6), 1, 2, 4);
        Channels.of(Channels.read(b, b.concat(1, halves.get(1), halves.get(0)), 6))
                .fallInto("2×1", "4×1")
                .keep(OUT)
                .withoutMost();
    }

    @Test
    void aSplitIntoEqualPartsSaysItsSizesAfterwards() {
        GraphBuilder old = new GraphBuilder("test", 7).opset(18);
        List<String> parts = old.nodeOf(
                        "",
                        "Split",
                        List.of(Channels.made(old, 6)),
                        2,
                        a -> a.set("axis", 1).set("num_outputs", 2))
                .outputs();
        Graph left = Channels.of(Channels.read(old, old.concat(1, parts.get(0), parts.get(1)), 6))
                .fallInto("3×1", "3×1")
                .withoutMost();
        assertThat(left.nodes("Split").getFirst().attributes().has("num_outputs"))
                .isFalse();
    }

    @Test
    void aSplitOfOldOpsetsHasSizesAsAttribute() {
        GraphBuilder old = new GraphBuilder("test", 7).opset(11);
        List<String> parts = old.nodeOf("", "Split", List.of(Channels.made(old, 6)), 2, a -> a.set("axis", 1))
                .outputs();
        Channels.of(Channels.read(old, old.concat(1, parts.get(0), parts.get(1)), 6))
                .fallInto("3×1", "3×1")
                .withoutMost();
    }

    @Test
    void aSliceMovesItsBounds() {
        String x = Channels.made(b, 8);
        String y = b.node("Slice", x, Channels.longs(b, -6), Channels.longs(b, 7), Channels.longs(b, 1));
        Channels.of(Channels.read(b, y, 5)).fallInto("3×1", "5×1").keep(OUT).withoutMost();
    }

    @Test
    void everySecondChannelIsGatheredAfterwards() {
        String y = b.node(
                "Slice",
                Channels.made(b, 8),
                Channels.longs(b, 6, 0),
                Channels.longs(b, -9, 3),
                Channels.longs(b, 1, 2),
                Channels.longs(b, -2, 1));
        String z = b.conv(y, 4, 2, 1, 1, 1);
        Graph left = Channels.of(b.outputAs(z, "y", 1, 2, 3, 6).build())
                .fallInto("4×1", "4×1")
                .keep(OUT)
                .withoutMost();
        assertThat(left.nodes("Gather")).hasSize(1);
    }

    @Test
    void boundsThatAreComputedAreNotUnderstood() {
        String x = Channels.made(b, 4);
        String ends = b.node("Identity", b.input("ends", ElementType.INT64, 1));
        String y = b.node("Slice", x, Channels.longs(b, 0), ends, Channels.longs(b, 1));
        Graph graph = b.outputAs(b.node("ReduceSum", y), "y", 1, 1, 1, 1).build();
        Channels.of(graph).fallInto().keep("4: Slice 'slice' works across it");
    }

    @Test
    void chosenChannelsAreFound() {
        String y =
                b.node("Gather", List.of(Channels.made(b, 4), Channels.longs(b, 3, -3, 3, 0)), a -> a.set("axis", 1));
        Channels.of(Channels.read(b, y, 4)).keep("2: takes a way through the graph that no other channel takes", OUT);
    }

    @Test
    void shuffledChannelsAreFound() {
        String y =
                b.node("Gather", List.of(Channels.made(b, 4), Channels.longs(b, 3, -3, 2, 0)), a -> a.set("axis", 1));
        Channels.of(Channels.read(b, y, 4)).fallInto("4×1").keep(OUT).withoutMost();
    }

    @Test
    void aSingleChannelThatIsChosenStays() {
        String x = Channels.made(b, 4);
        String one = b.constant("one", Tensor.scalar(1L));
        String y = b.node("Gather", List.of(x, one), a -> a.set("axis", 1));
        String z = b.mul(x, b.reshape(y, 1, 1, 6, 6));
        Channels.of(Channels.read(b, z, 4))
                .fallInto("3×1")
                .keep("1: Gather 'gather' chooses it alone", OUT)
                .withoutMost();
    }

    @Test
    void channelsAreFlattenedWithTheirPixels() {
        String y = b.gemm(b.node("Flatten", Channels.made(b, 4)), 144, 2);
        Channels.of(b.outputAs(y, "y", 1, 2).build()).fallInto("4×1").keep(OUT).withoutMost();
    }

    @Test
    void aShuffleTiesGroups() {
        String y = b.transpose(b.reshape(Channels.made(b, 6), 1, 2, 3, 6, 6), 0, 2, 1, 3, 4);
        Channels.of(Channels.read(b, b.reshape(y, 0, -1, 6, 6), 6))
                .fallInto("3×2")
                .keep(OUT)
                .withoutMost();
    }

    @Test
    void sizesThatWereCopiedAreSaidWhereTheyNoLongerHold() {
        // The third size is a copy of the first shape's third, which are pixels here and channels there.
        String y = b.reshape(b.transpose(Channels.made(b, 4), 0, 2, 1, 3), 0, 0, 0, 0);
        Channels.of(Channels.read(b, b.transpose(y, 0, 2, 1, 3), 4))
                .fallInto("4×1")
                .keep(OUT)
                .withoutMost();
    }

    @Test
    void dimensionsOfOneComeAndGo() {
        String y = b.node("Squeeze", b.globalAveragePool(Channels.made(b, 4)), Channels.longs(b, 2, 3));
        String z = b.node("Unsqueeze", y, Channels.longs(b, 2, 3));
        Channels.of(b.outputAs(b.conv(z, 4, 2, 1, 1, 1), "y", 1, 2, 1, 1).build())
                .fallInto("4×1")
                .keep(OUT)
                .withoutMost();
    }

    @Test
    void mapsGrowByScaleOrBySize() {
        String x = b.upsample(Channels.made(b, 4), 2);
        String y = b.node("Resize", x, "", "", Channels.longs(b, 1, 4, 6, 6));
        Graph left =
                Channels.of(Channels.read(b, y, 4)).fallInto("4×1").keep(OUT).withoutMost();
        assertThat(left.nodes("Resize")).hasSize(2);
    }

    @Test
    void paddingPixelsPassesChannels() {
        String y = b.node("Pad", Channels.made(b, 4), Channels.longs(b, 0, 0, 1, 0, 0, 0, -1, 0));
        Channels.of(Channels.read(b, b.maxPool(y, 3, 1, 1), 4))
                .fallInto("4×1")
                .keep(OUT)
                .withoutMost();
    }

    @Test
    void paddingChannelsProtectsThem() {
        String y = b.node("Pad", Channels.made(b, 4), Channels.longs(b, 0, 1, 0, 0, 0, 0, 0, 0));
        Channels.of(Channels.read(b, y, 5)).fallInto().keep("4: Pad 'pad' works across it", OUT);
    }

    @Test
    void repeatedPixelsPassChannels() {
        String y = b.node("Expand", b.globalAveragePool(Channels.made(b, 4)), Channels.longs(b, 1, 4, 6, 6));
        Channels.of(Channels.read(b, y, 4)).fallInto("4×1").keep(OUT).withoutMost();
    }

    @Test
    void sizesBesideAComputedBatchAreRewritten() {
        String x = Channels.made(b, 6);
        String batch = b.node("Gather", b.node("Shape", x), Channels.longs(b, 0));
        String target = b.concat(0, batch, Channels.longs(b, 2, 3), b.constant("pixels", Tensor.vector(6, 6)));
        String y = b.transpose(b.node("Reshape", x, target), 0, 2, 1, 3, 4);
        Channels.of(Channels.read(b, b.reshape(y, 1, -1, 6, 6), 6))
                .fallInto("3×2")
                .keep(OUT)
                .withoutMost();
    }

    @Test
    void channelsWhoseNumberIsReadStay() {
        String x = Channels.made(b, 4);
        String number = b.node("Gather", b.node("Shape", x), Channels.longs(b, 1));
        String scale = b.node("Cast", List.of(number), a -> a.set("to", ElementType.FLOAT.code()));
        Channels.of(Channels.read(b, b.mul(x, scale), 4)).fallInto().keep("4: Shape 'shape' reads its size", OUT);
    }

    @Test
    void aNumberOfChannelsThatIsComputedStays() {
        String x = Channels.made(b, 4);
        String number = b.node("Gather", b.node("Shape", b.input("z", 1, 4)), Channels.longs(b, 1));
        String y = b.node("Reshape", x, b.concat(0, Channels.longs(b, 1), number, Channels.longs(b, 6, 6)));
        Channels.of(Channels.read(b, y, 4)).fallInto().keep("4: Reshape 'reshape' works across it", OUT);
    }
}
