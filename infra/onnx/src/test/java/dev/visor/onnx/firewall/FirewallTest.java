package dev.visor.onnx.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.visor.onnx.RealModels;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.onnx.proto.AttributeProto;
import dev.visor.onnx.proto.AttributeProto.AttributeType;
import dev.visor.onnx.proto.FunctionProto;
import dev.visor.onnx.proto.GraphProto;
import dev.visor.onnx.proto.ModelProto;
import dev.visor.onnx.proto.NodeProto;
import dev.visor.onnx.proto.OperatorSetIdProto;
import dev.visor.onnx.proto.SparseTensorProto;
import dev.visor.onnx.proto.StringStringEntryProto;
import dev.visor.onnx.proto.TensorProto;
import dev.visor.onnx.proto.TrainingInfoProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FirewallTest {
    private static final FirewallLimits LIMITS = FirewallLimits.standard();

    @TempDir
    Path folder;

    @Test
    void acceptsTinyModelsAndSaysWhatTheyAre() throws IOException {
        Graph graph = TinyModels.yoloLike(2);
        byte[] bytes = GraphWriter.toBytes(graph);
        assertThat(inspect(bytes))
                .isEqualTo(new FirewallReport.Accepted(
                        bytes.length,
                        8,
                        17,
                        graph.nodes().size(),
                        graph.initializers().size(),
                        graph.inputs(),
                        graph.outputs(),
                        graph.metadata()));
    }

    @ParameterizedTest
    @MethodSource("dev.visor.onnx.RealModels#all")
    void acceptsPublishedModels(Path file) throws IOException {
        RealModels.assumeThere(file);
        assertThat(Firewall.inspect(file, LIMITS)).isInstanceOf(FirewallReport.Accepted.class);
    }

    static Stream<Arguments> otherFiles() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("archive/data.pkl"));
        }
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(GraphWriter.toBytes(TinyModels.convBnSilu()));
        }
        byte[] noise = new byte[100_000];
        new SplittableRandom(5).nextBytes(noise);
        return Stream.of(
                Arguments.of("empty", new byte[0], FirewallRule.EMPTY),
                Arguments.of("one byte", new byte[] {8}, FirewallRule.TRUNCATED),
                Arguments.of("noise", noise, FirewallRule.NOT_A_MODEL),
                Arguments.of("zeros", new byte[5000], FirewallRule.NOT_A_MODEL),
                Arguments.of("html", utf8("\n <!DOCTYPE html><html>404</html>"), FirewallRule.HTML),
                Arguments.of("text", utf8("version https://git-lfs.github.com/spec/v1\n"), FirewallRule.NOT_A_MODEL),
                Arguments.of("pickle", new byte[] {(byte) 0x80, 4, (byte) 0x95, 0, 0}, FirewallRule.PICKLE),
                Arguments.of("zip", zip.toByteArray(), FirewallRule.ZIP),
                Arguments.of("gzip", gzip.toByteArray(), FirewallRule.GZIP),
                Arguments.of("hdf5", new byte[] {(byte) 0x89, 'H', 'D', 'F', 13, 10}, FirewallRule.OTHER_FORMAT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void otherFiles(String name, byte[] bytes, FirewallRule rule) throws IOException {
        assertRefused(bytes, rule);
    }

    @Test
    void refusesFilesAboveTheLimitByOneByte() throws IOException {
        byte[] bytes = GraphWriter.toBytes(TinyModels.convBnSilu());
        Path file = Files.write(folder.resolve("m.onnx"), bytes);
        assertThat(Firewall.inspect(file, LIMITS.withFileBytes(bytes.length)).accepted())
                .isTrue();
        assertThat(Firewall.inspect(file, LIMITS.withFileBytes(bytes.length - 1)))
                .isEqualTo(new FirewallReport.Refused(
                        FirewallRule.FILE_SIZE,
                        "the file is too large: " + bytes.length + " bytes, the limit is " + (bytes.length - 1)
                                + " bytes"));
    }

    @Test
    void refusesAThreeGigabyteClaimInASmallFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeInt64(1, 8);
        out.writeTag(7, 2);
        out.writeUInt64NoTag(3L << 30);
        out.flush();
        assertRefused(bytes.toByteArray(), FirewallRule.LENGTH_CLAIM);
    }

    @Test
    void refusesAPartThatRunsPastItsSurroundings() throws IOException {
        byte[] node = {10, 100, 1};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeInt64(1, 8);
        out.writeBytes(7, ByteString.copyFrom(node));
        out.writeBytes(6, ByteString.copyFrom(new byte[200]));
        out.flush();
        assertRefused(bytes.toByteArray(), FirewallRule.LENGTH_CLAIM);
    }

    @Test
    void refusesExternalDataWhereverItStands() throws IOException {
        TensorProto external = TensorProto.newBuilder()
                .setDataType(1)
                .addDims(1)
                .addExternalData(entry("location", "../../etc/passwd"))
                .build();
        TensorProto byLocation = TensorProto.newBuilder()
                .setDataType(1)
                .addDims(1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .build();
        NodeProto constant = NodeProto.newBuilder()
                .setOpType("Constant")
                .addOutput("c")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeType.TENSOR)
                        .setT(external))
                .build();
        SparseTensorProto sparse =
                SparseTensorProto.newBuilder().setValues(external).build();
        NodeProto nested = NodeProto.newBuilder()
                .setOpType("If")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("then_branch")
                        .setType(AttributeType.GRAPH)
                        .setG(GraphProto.newBuilder().addInitializer(external)))
                .build();
        assertRefused(graph(g -> g.addInitializer(external)), FirewallRule.EXTERNAL_DATA);
        assertRefused(graph(g -> g.addInitializer(byLocation)), FirewallRule.EXTERNAL_DATA);
        assertRefused(graph(g -> g.addNode(constant)), FirewallRule.EXTERNAL_DATA);
        assertRefused(graph(g -> g.addSparseInitializer(sparse)), FirewallRule.EXTERNAL_DATA);
        assertRefused(graph(g -> g.addNode(nested)), FirewallRule.EXTERNAL_DATA);
    }

    @Test
    void refusesFunctionsAndTrainingInformation() throws IOException {
        assertRefused(model(m -> m.addFunctions(FunctionProto.newBuilder().setName("f"))), FirewallRule.FUNCTIONS);
        assertRefused(model(m -> m.addTrainingInfo(TrainingInfoProto.newBuilder())), FirewallRule.TRAINING_INFO);
    }

    @Test
    void refusesOperatorsAndDomainsThatAreNotAllowed() throws IOException {
        assertRefused(graph(g -> g.addNode(op("ai.onnx.ml", "TreeEnsembleRegressor"))), FirewallRule.DOMAIN);
        assertRefused(graph(g -> g.addNode(op("com.example", "PyOp"))), FirewallRule.DOMAIN);
        assertRefused(graph(g -> g.addNode(op("com.microsoft", "Attention"))), FirewallRule.OPERATOR);
        assertRefused(graph(g -> g.addNode(op("", "ImageDecoder"))), FirewallRule.OPERATOR);
        assertThat(inspect(graph(g -> g.addNode(op("com.microsoft", "QLinearAdd"))))
                        .accepted())
                .isTrue();
        assertThat(inspect(graph(g -> g.addNode(op("ai.onnx", "Relu")))).accepted())
                .isTrue();
    }

    @Test
    void refusesVersionsThatAreNotSupported() throws IOException {
        assertRefused(model(m -> m.setIrVersion(14)), FirewallRule.IR_VERSION);
        assertRefused(model(m -> m.clearIrVersion()), FirewallRule.IR_VERSION);
        assertRefused(model(m -> m.clearOpsetImport()), FirewallRule.OPSET);
        assertRefused(model(m -> m.setOpsetImport(0, opset(27))), FirewallRule.OPSET);
        assertRefused(model(m -> m.addOpsetImport(opset(6))), FirewallRule.OPSET);
        assertRefused(model(m -> m.clearGraph()), FirewallRule.NO_GRAPH);
    }

    @Test
    void refusesImpossibleTensors() throws IOException {
        assertRefused(tensor(t -> t.addDims(-1)), FirewallRule.DIMENSIONS);
        assertRefused(tensor(t -> t.addDims(1L << 40).addDims(1L << 40)), FirewallRule.DIMENSIONS);
        assertRefused(tensor(t -> t.addDims(1L << 62)), FirewallRule.DIMENSIONS);
        assertRefused(tensor(t -> t.addDims(1_000_000_000)), FirewallRule.TENSOR_BYTES);
        assertRefused(
                tensor(t -> t.addDims(2).setRawData(ByteString.copyFrom(new byte[7]))), FirewallRule.TENSOR_BYTES);
        assertRefused(tensor(t -> t.addDims(2).addFloatData(1)), FirewallRule.TENSOR_BYTES);
        assertRefused(tensor(t -> t.setDataType(99)), FirewallRule.TENSOR_BYTES);
        assertThat(inspect(tensor(t -> t.addDims(2).addFloatData(1).addFloatData(2)))
                        .accepted())
                .isTrue();
    }

    @Test
    void refusesNestedControlFlow() throws IOException {
        GraphProto inner = GraphProto.getDefaultInstance();
        for (int i = 0; i < 30; i++) {
            inner = GraphProto.newBuilder().addNode(branch(inner)).build();
        }
        GraphProto deep = inner;
        assertRefused(graph(g -> g.addNode(branch(deep))), FirewallRule.CONTROL_FLOW);
    }

    @Test
    void refusesThousandfoldNestingWithoutFollowingIt() throws IOException {
        ByteString nested = ByteString.EMPTY;
        for (int i = 0; i < 1000; i++) {
            nested = wrap(1, nested);
            nested = wrap(4, nested);
        }
        // A type of sequences of sequences, as the type of an input.
        byte[] bytes = wrap(7, wrap(11, wrap(2, nested))).toByteArray();
        assertRefused(bytes, FirewallRule.TOO_DEEP);
    }

    @Test
    void refusesTooManyOfAnything() throws IOException {
        assertRefused(
                graph(g -> {
                    for (int i = 0; i <= LIMITS.nodes(); i++) {
                        g.addNode(NodeProto.getDefaultInstance());
                    }
                }),
                FirewallRule.TOO_MANY_NODES);
        assertRefused(
                graph(g -> {
                    for (int i = 0; i < 65; i++) {
                        g.addInput(g.getInput(0).toBuilder().setName("in" + i));
                    }
                }),
                FirewallRule.TOO_MANY_INPUTS);
        byte[] zeros = new byte[(int) LIMITS.listElements() + 1];
        assertRefused(
                wrap(7, wrap(5, wrap(7, ByteString.copyFrom(zeros)))).toByteArray(), FirewallRule.TOO_MANY_ELEMENTS);
    }

    @Test
    void refusesLongNamesAndTexts() throws IOException {
        assertRefused(graph(g -> g.setName("n".repeat(1025))), FirewallRule.NAME_LENGTH);
        assertRefused(model(m -> m.setDocString("d".repeat((1 << 20) + 1))), FirewallRule.TEXT_LENGTH);
        assertThat(inspect(graph(g -> g.setName("n".repeat(1024)))).accepted()).isTrue();
    }

    @Test
    void refusesUnknownAndRepeatedFields() throws IOException {
        byte[] model = GraphWriter.toBytes(TinyModels.convBnSilu());
        assertRefused(concat(model, wrap(99, ByteString.EMPTY).toByteArray()), FirewallRule.UNKNOWN_FIELD);
        assertRefused(concat(model, model), FirewallRule.MALFORMED);
        assertRefused(concat(model, new byte[] {(1 << 3) | 5, 0, 0, 0, 0}), FirewallRule.MALFORMED);
    }

    @Test
    void namesNothingUnprintable() throws IOException {
        FirewallReport report = inspect(graph(g -> g.addNode(op("\u001b[31m<script>", "X"))));
        assertThat(((FirewallReport.Refused) report).message()).contains("\"?[31m<script>\"");
    }

    private static ByteString wrap(int field, ByteString content) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.writeBytes(field, content);
            out.flush();
            return ByteString.copyFrom(bytes.toByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] model(Consumer<ModelProto.Builder> change) {
        ModelProto.Builder m = GraphWriter.toProto(TinyModels.convBnSilu()).toBuilder();
        change.accept(m);
        return m.build().toByteArray();
    }

    static byte[] graph(Consumer<GraphProto.Builder> change) {
        return model(m -> change.accept(m.getGraphBuilder()));
    }

    private static byte[] tensor(Consumer<TensorProto.Builder> change) {
        TensorProto.Builder t = TensorProto.newBuilder().setName("t").setDataType(1);
        change.accept(t);
        return graph(g -> g.addInitializer(t));
    }

    private static NodeProto op(String domain, String opType) {
        return NodeProto.newBuilder()
                .setDomain(domain)
                .setOpType(opType)
                .addOutput("o")
                .build();
    }

    private static NodeProto branch(GraphProto inner) {
        return NodeProto.newBuilder()
                .setOpType("If")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("then_branch")
                        .setType(AttributeType.GRAPH)
                        .setG(inner))
                .build();
    }

    private static OperatorSetIdProto opset(long version) {
        return OperatorSetIdProto.newBuilder().setVersion(version).build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private FirewallReport inspect(byte[] bytes) throws IOException {
        return Firewall.inspect(Files.write(folder.resolve("m.onnx"), bytes), LIMITS);
    }

    private void assertRefused(byte[] bytes, FirewallRule rule) throws IOException {
        assertThat(inspect(bytes)).isInstanceOfSatisfying(FirewallReport.Refused.class, refused -> {
            assertThat(refused.rule()).as(refused.message()).isEqualTo(rule);
            assertThat(refused.message()).startsWith(rule.words());
        });
    }
}
