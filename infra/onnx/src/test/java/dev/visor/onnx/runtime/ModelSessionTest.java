package dev.visor.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.onnx.graph.ValueInfo;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ModelSessionTest {
    private static final long[] IMAGE = {1, 3, 32, 32};

    @Test
    void saysWhatItTakesAndGives() {
        try (ModelSession session = ModelSession.open(TinyModels.convBnSilu(), SessionSettings.standard())) {
            assertThat(session.inputs()).containsExactly(ValueInfo.of("images", ElementType.FLOAT, 1, 3, 32, 32));
            assertThat(session.outputs()).containsExactly(ValueInfo.of("output", ElementType.FLOAT, 1, 4, 8, 8));
        }
    }

    @Test
    void boundRunsGiveTheSameNumbersAsCopyingOnes() {
        try (ModelSession session = ModelSession.open(TinyModels.convBnSilu(), SessionSettings.standard());
                Lease lease = session.lease()) {
            TensorValue in = TensorValue.reusableFloats(IMAGE);
            TensorValue out = TensorValue.reusableFloats(1, 4, 8, 8);
            try (BoundRun run = lease.bind(Map.of("images", in), Map.of("output", out))) {
                for (int i = 0; i < 3; i++) {
                    for (int k = 0; k < in.elements(); k++) {
                        in.floatBuffer().put(k, (float) Math.sin(i + k));
                    }
                    run.run();
                    assertThat(out.floats())
                            .isEqualTo(session.run(Map.of("images", in)).first().floats());
                }
            }
        }
    }

    @Test
    void namesTheModelThatDoesNotLoad() {
        assertThatThrownBy(() -> ModelSession.open(new byte[] {1, 2, 3}, SessionSettings.standard()))
                .isInstanceOf(ModelRunException.class)
                .hasMessageContaining("can't load (3 bytes)");
    }

    @Test
    void givesNoLeaseAfterClosing() {
        ModelSession session = ModelSession.open(TinyModels.convBnSilu(), SessionSettings.standard());
        session.close();
        session.close();
        assertThatThrownBy(session::lease).isInstanceOf(SessionClosedException.class);
    }

    @Test
    @Timeout(60)
    void terminateStopsARunInFlightAndNoLaterOne() throws Exception {
        GraphBuilder b = new GraphBuilder("busy");
        String x = b.input("x", 1, 1, 1024, 1024);
        for (int i = 0; i < 500; i++) {
            x = b.node("MatMul", x, x);
        }
        TensorValue in = TensorValue.zeros(ElementType.FLOAT, 1, 1, 1024, 1024);
        try (ModelSession session =
                        ModelSession.open(b.output(x, 1, 1, 1024, 1024).build(), SessionSettings.standard());
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < 2; round++) {
                session.terminate();
                Future<?> run = thread.submit(() -> session.run(Map.of("x", in)));
                while (!run.isDone()) {
                    session.terminate();
                    Thread.sleep(1);
                }
                assertThatThrownBy(run::get).hasCauseInstanceOf(ModelRunException.class);
            }
        }
    }

    @Test
    void aLeaseKeepsTheSessionOpenAndRunsOneThreadAtATime() throws Exception {
        ModelSession session = ModelSession.open(TinyModels.convBnSilu(), SessionSettings.standard());
        Lease lease = session.lease();
        Thread closer = Thread.ofVirtual().start(session::close);
        while (closer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        TensorValue in = TensorValue.zeros(ElementType.FLOAT, IMAGE);
        assertThat(lease.run(Map.of("images", in)).names()).containsExactly("output");
        assertThatThrownBy(session::lease).isInstanceOf(SessionClosedException.class);
        lease.close();
        closer.join();
        assertThatThrownBy(() -> lease.run(Map.of("images", in))).hasMessageContaining("is closed");
    }

    @Test
    void savesTheRewrittenModel(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("optimized.onnx");
        ModelSession.open(TinyModels.convBnSilu(), SessionSettings.standard().savingOptimizedModel(file))
                .close();
        assertThat(GraphReader.read(file).nodes("BatchNormalization")).isEmpty();
    }

    @Test
    @Timeout(120)
    void closingWhileEightThreadsRunWaitsForThem() throws Exception {
        byte[] model = GraphWriter.toBytes(TinyModels.convBnSilu());
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 200; round++) {
                ModelSession session = ModelSession.open(model, SessionSettings.standard());
                CountDownLatch started = new CountDownLatch(8);
                var runs = IntStream.range(0, 8)
                        .<Future<Integer>>mapToObj(t -> threads.submit(() -> {
                            TensorValue in = TensorValue.zeros(ElementType.FLOAT, IMAGE);
                            started.countDown();
                            int done = 0;
                            while (true) {
                                try {
                                    assertThat(session.run(Map.of("images", in)).names())
                                            .containsExactly("output");
                                    done++;
                                } catch (SessionClosedException e) {
                                    return done;
                                }
                            }
                        }))
                        .toList();
                started.await();
                if (round % 3 == 0) {
                    Thread.sleep(1);
                }
                session.close();
                for (Future<Integer> run : runs) {
                    assertThat(run.get()).isNotNegative();
                }
            }
        }
    }
}
