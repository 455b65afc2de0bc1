package dev.visor.compression.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.compression.pass.StepPasses.Die;
import dev.visor.compression.pass.StepPasses.Killed;
import dev.visor.compression.pass.StepPasses.Leave;
import dev.visor.compression.pass.StepPasses.Prune;
import dev.visor.compression.pass.StepPasses.Quantize;
import dev.visor.compression.pass.StepPasses.Restore;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.TinyModels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run that dies in a step goes on behind the one before it, and makes the same bytes. */
class ResumedRunTest {
    private final Memory memory = new Memory();
    private final FakeBench bench = new FakeBench();
    private final List<Boolean> dies = new ArrayList<>();
    private final List<Step> steps = List.of(
            Step.always(new Leave()),
            step(new Prune(0.495, 0.9)),
            step(new Prune(0.4, 0.5)),
            step(new Quantize(0.49)),
            Step.always(new Restore()),
            Step.always(new Die(dies)));

    @Test
    void goesOnBehindEveryStepThatCouldHaveBeenTheLast() {
        PassRun whole = run(steps, Checkpoints.NONE);

        for (int dying = 1; dying <= steps.size(); dying++) {
            Memory kept = new Memory();
            List<Step> interrupted = new ArrayList<>(steps.subList(0, dying));
            interrupted.add(Step.always(new Die(dies)));
            dies.add(true);
            assertThatThrownBy(() -> run(interrupted, kept)).isInstanceOf(Killed.class);
            dies.clear();

            PassRun resumed = run(steps, kept);
            assertThat(GraphWriter.toBytes(resumed.graph()))
                    .as("killed in step %d", dying)
                    .isEqualTo(GraphWriter.toBytes(whole.graph()));
            assertThat(GraphWriter.toBytes(reference(resumed)))
                    .as("reference when killed in step %d", dying)
                    .isEqualTo(GraphWriter.toBytes(reference(whole)));
            assertThat(resumed.reports()).extracting(PassReport::skipped).isEqualTo(skips(whole));
        }
    }

    @Test
    void keepsFromTheFirstStepOnThatAimsAtAnotherModelAndSkippedOnesToo() {
        run(steps, memory);
        assertThat(memory.beginnings()).containsExactly(2, 3, 4, 5, 6);
    }

    @Test
    void measuresNothingAgainThatIsKept() {
        run(steps, memory);
        int asked = bench.asked();
        run(steps, memory);
        // What led to the reference was kept too.
        assertThat(bench.asked()).isEqualTo(asked);
    }

    @Test
    void theReferenceOfWhatIsKeptIsMadeAgainWhereItsOwnBeginningIsNotKept() {
        PassRun whole = run(steps, memory);
        memory.forget(2, 3);
        PassRun resumed = run(steps, memory);
        assertThat(GraphWriter.toBytes(reference(resumed))).isEqualTo(GraphWriter.toBytes(reference(whole)));
    }

    @Test
    void otherConditionsAreAnotherBeginning() {
        run(List.of(step(new Prune(0.495, 0.9))), memory);
        PassRun strict = run(List.of(new Step(new Prune(0.495, 0.9), Acceptance.of(Map.of("maxDrop", 0.1)))), memory);
        assertThat(strict.reports().getFirst().skipped()).startsWith("loses 0.50 AP points");
    }

    private static List<String> skips(PassRun run) {
        return run.reports().stream().map(PassReport::skipped).toList();
    }

    private static Graph reference(PassRun run) {
        return Objects.requireNonNull(run.reference());
    }

    private static Step step(GraphPass pass) {
        return new Step(pass, Acceptance.of(Map.of("maxDrop", 1.0)));
    }

    private PassRun run(List<Step> chain, Checkpoints checkpoints) {
        return new PassRunner(
                        TinyModels.convBnSilu(),
                        chain,
                        PassContext.bare().withBench(bench),
                        OutputComparison.NONE,
                        checkpoints,
                        0)
                .run();
    }

    private static final class Memory implements Checkpoints {
        private final Map<List<Step>, Checkpoint> kept = new HashMap<>();

        @Override
        public Optional<Checkpoint> find(List<Step> beginning) {
            return Optional.ofNullable(kept.get(List.copyOf(beginning)));
        }

        @Override
        public void keep(List<Step> beginning, Checkpoint checkpoint) {
            kept.put(List.copyOf(beginning), checkpoint);
        }

        List<Integer> beginnings() {
            return kept.keySet().stream().map(List::size).sorted().toList();
        }

        void forget(int... lengths) {
            for (int length : lengths) {
                kept.keySet().removeIf(beginning -> beginning.size() == length);
            }
        }
    }
}
