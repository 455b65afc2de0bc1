package dev.visor.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.onnx.proto.TensorProto;
import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void givesBackWhatItWasMadeFrom() {
        assertThat(Tensor.ofFloats(new long[] {2}, 1.5f, -2).floats()).containsExactly(1.5f, -2);
        assertThat(Tensor.vector(3L, -4).longs()).containsExactly(3, -4);
        assertThat(Tensor.ofInts(new long[] {2}, 7, -8).ints()).containsExactly(7, -8);
        assertThat(Tensor.ofBytes(ElementType.UINT8, new long[] {2}, (byte) 200, (byte) 1)
                        .longs())
                .containsExactly(200, 1);
        assertThat(Tensor.ofBytes(ElementType.INT8, new long[] {1}, (byte) 200).floats())
                .containsExactly(-56);
        assertThat(Tensor.scalar(4f).scalarFloat()).isEqualTo(4);
    }

    @Test
    void halvesRoundToTheNearestEven() {
        Tensor t = Tensor.ofHalves(new long[] {3}, 1f, 65519f, 1f / 3);
        assertThat(t.floats()).containsExactly(1f, 65504f, 0.33325195f);
    }

    @Test
    void unpacksNibbles() {
        Tensor unsigned = Tensor.ofRaw(ElementType.UINT4, new long[] {3}, new byte[] {(byte) 0xF1, 0x0E});
        Tensor signed = Tensor.ofRaw(ElementType.INT4, new long[] {3}, new byte[] {(byte) 0xF1, 0x0E});
        assertThat(unsigned.longs()).containsExactly(1, 15, 14);
        assertThat(signed.longs()).containsExactly(1, -1, -2);
    }

    @Test
    void readsTheListOfEachTypeFamily() {
        TensorProto halves = TensorProto.newBuilder()
                .setDataType(ElementType.FLOAT16.code())
                .addDims(2)
                .addInt32Data(0x3C00)
                .addInt32Data(0xC000)
                .build();
        TensorProto bools = TensorProto.newBuilder()
                .setDataType(ElementType.BOOL.code())
                .addDims(2)
                .addInt32Data(1)
                .addInt32Data(0)
                .build();
        TensorProto unsigned = TensorProto.newBuilder()
                .setDataType(ElementType.UINT32.code())
                .addDims(1)
                .addUint64Data(0xFFFFFFFFL)
                .build();
        assertThat(TensorCodec.read(halves).floats()).containsExactly(1, -2);
        assertThat(TensorCodec.read(bools).longs()).containsExactly(1, 0);
        assertThat(TensorCodec.read(unsigned).longs()).containsExactly(0xFFFFFFFFL);
    }

    @Test
    void saysHowManyBytesAreMissing() {
        assertThatThrownBy(() -> Tensor.ofRaw(ElementType.FLOAT, new long[] {2, 3}, new byte[20]))
                .isInstanceOf(GraphFormatException.class)
                .hasMessage("a FLOAT constant of shape [2, 3] takes 24 bytes, but has 20");
        assertThatThrownBy(() -> Tensor.ofRaw(ElementType.FLOAT, new long[] {1L << 40, 1L << 40}, new byte[0]))
                .hasMessageContaining("overflow 64 bits");
    }

    @Test
    void readsNoDataOutsideTheFile() {
        TensorProto p = TensorProto.newBuilder()
                .setName("w")
                .setDataType(1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .build();
        assertThatThrownBy(() -> TensorCodec.read(p)).hasMessageContaining("keeps its data in another file");
    }
}
