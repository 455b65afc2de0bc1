package dev.visor.compression.channel;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElementsTest {
    private static final String OUT = "2: feeds output 'y'";

    private final GraphBuilder b = new GraphBuilder("test", 7).opset(17);

    @Test
    void residualsTieTheirBranches() {
        String one = Channels.made(b, 4);
        String two = b.relu(b.conv(one, 4, 4, 3, 1, 1));
        Channels.of(Channels.read(b, b.add(one, two), 4))
                .fallInto("4×1")
                .keep(OUT)
                .withoutMost();
    }

    @Test
    void constantsForEachChannelAreCut() {
        String scaled = b.mul(Channels.made(b, 4), b.constant("s", b.uniform(1, 2, 4, 1, 1)));
        String y = b.node("PRelu", scaled, b.constant("slope", b.uniform(0, 1, 1, 4, 1, 1)));
        Channels.of(Channels.read(b, b.add(y, b.constant("c", Tensor.scalar(1f))), 4))
                .fallInto("4×1")
                .keep(OUT)
                .withoutMost();
    }

    @Test
    void aGateIsBroadcastOverPixels() {
        String x = Channels.made(b, 4);
        String gate = b.sigmoid(b.conv(b.globalAveragePool(x), 4, 4, 1, 1, 1));
        Channels.of(Channels.read(b, b.mul(x, gate), 4))
                .fallInto("4×1")
                .keep(OUT)
                .withoutMost();
    }

    @Test
    void oneMapForAllChannelsTiesNothing() {
        String x = Channels.made(b, 4);
        String map = b.sigmoid(b.conv(x, 4, 1, 1, 1, 1));
        Channels.of(Channels.read(b, b.mul(x, map), 4))
                .fallInto("4×1")
                .keep(OUT)
                .withoutMost();
    }

    @Test
    void aChoiceBetweenBranchesTiesThem() {
        String x = Channels.made(b, 4);
        String y = b.conv(x, 4, 4, 1, 1, 1);
        String z = b.node("Where", b.node("Greater", x, y), x, b.constant("zero", Tensor.scalar(0f)));
        Channels.of(Channels.read(b, z, 4)).fallInto("4×1").keep(OUT).withoutMost();
    }

    @Test
    void whatMeetsTheInputStays() {
        String x = b.input("x", 1, 3, 6, 6);
        String y = b.add(x, b.conv(x, 3, 3, 1, 1, 1));
        Channels.of(Channels.read(b, y, 3))
                .fallInto()
                .keep("3: Add 'add' joins it to an axis that has no channels", OUT);
    }

    @Test
    void normalisationsHaveParametersForEachChannel() {
        String y = b.batchNorm(Channels.made(b, 4), 4);
        String z = b.node(
                "InstanceNormalization", y, b.constant("s", b.uniform(1, 2, 4)), b.constant("c", b.normal(1, 4)));
        Channels.of(Channels.read(b, z, 4)).fallInto("4×1").keep(OUT).withoutMost();
    }

    @Test
    void aNormalisationOverChannelsNeedsThemAll() {
        String rows = b.transpose(b.reshape(Channels.made(b, 4), 1, 4, 36), 0, 2, 1);
        String y = b.node("LayerNormalization", rows, b.constant("s", b.uniform(1, 2, 4)));
        Channels.of(b.outputAs(b.node("MatMul", y, b.constant("w", b.normal(1, 4, 2))), "y", 1, 36, 2)
                        .build())
                .fallInto()
                .keep("4: LayerNormalization 'layernormalization' works across it", OUT);
    }

    @Test
    void softmaxNeedsWhatItRunsAlong() {
        String x = Channels.made(b, 4);
        String over = b.node("Softmax", List.of(x), a -> a.set("axis", 1));
        Channels.of(Channels.read(b, over, 4)).fallInto().keep("4: Softmax 'softmax' works across it", OUT);
    }

    @Test
    void softmaxOverPixelsPassesChannels() {
        String y = b.node("Softmax", List.of(Channels.made(b, 4)), a -> a.set("axis", 3));
        Channels.of(Channels.read(b, y, 4)).fallInto("4×1").keep(OUT).withoutMost();
    }

    @Test
    void whatIsNotUnderstoodStays() {
        String y = b.node("LRN", List.of(Channels.made(b, 4)), a -> a.set("size", 3));
        Channels.of(Channels.read(b, y, 4)).fallInto().keep("4: LRN 'lrn' isn't understood", OUT);
    }

    @Test
    void aSumCountsZerosForNothing() {
        String sum = b.node("ReduceSum", List.of(Channels.made(b, 4), Channels.longs(b, 1)), a -> a.set("keepdims", 0));
        Channels.of(b.outputAs(sum, "y", 1, 6, 6).build())
                .fallInto("4×1")
                .keep()
                .withoutMost();
    }

    @Test
    void aMeanCountsThemAll() {
        String mean = b.node("ReduceMean", List.of(Channels.made(b, 4)), a -> a.setInts("axes", 1));
        Channels.of(b.outputAs(mean, "y", 1, 1, 6, 6).build())
                .fallInto()
                .keep("4: ReduceMean 'reducemean' works across it");
    }

    @Test
    void aMeanOverPixelsPassesChannels() {
        String mean = b.node(
                "ReduceMean",
                List.of(Channels.made(b, 4)),
                a -> a.setInts("axes", -1, -2).set("keepdims", 0));
        Channels.of(b.outputAs(b.gemm(mean, 4, 2), "y", 1, 2).build())
                .fallInto("4×1")
                .keep(OUT)
                .withoutMost();
    }

    @Test
    void scalesOfEachChannelAreCutWithThem() {
        String w = b.constant("w", Tensor.ofBytes(ElementType.INT8, new long[] {4, 3, 1, 1}, new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
        }));
        String scale = b.constant("scale", b.uniform(0.1, 0.2, 4));
        String zero = b.constant("zero", Tensor.ofBytes(ElementType.INT8, new long[] {4}, new byte[4]));
        String weights = b.node("DequantizeLinear", List.of(w, scale, zero), a -> a.set("axis", 0));
        String x = b.node("Conv", b.input("x", 1, 3, 6, 6), weights);
        String one = b.constant("one", Tensor.scalar(0.1f));
        String none = b.constant("none", Tensor.ofBytes(ElementType.UINT8, new long[0], (byte) 128));
        String y = b.node("DequantizeLinear", b.node("QuantizeLinear", x, one, none), one, none);
        Channels.of(Channels.read(b, y, 4)).fallInto("4×1").keep(OUT).withoutMost();
    }
}
