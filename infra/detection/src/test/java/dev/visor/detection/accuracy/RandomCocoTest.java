package dev.visor.detection.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.detection.RandomScenes;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Two hundred made-up evaluations, fast and plain; a failing one is named by its seed. */
class RandomCocoTest {
    private static final double EXACT = 1e-12;

    @TestFactory
    Stream<DynamicTest> equalsThePlainImplementation() {
        return IntStream.rangeClosed(1, 200)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed)));
    }

    private static void check(int seed) {
        int classes = 1 + seed % 5;
        int pictures = seed % 40 == 0 ? 0 : 1 + seed % 17;
        Observations scenes = seed % 2 == 0
                ? RandomScenes.withTies(seed, classes, pictures)
                : RandomScenes.withoutTies(seed, classes, pictures);
        CocoSummary fast = CocoSummary.of(MatchTable.of(scenes));
        PlainCoco plain = new PlainCoco(scenes);
        assertThat(fast.stats()).as("seed %d", seed).containsExactly(plain.stats(), within(EXACT));
        for (ClassAccuracy one : fast.perClass()) {
            assertThat(new double[] {one.ap(), one.ap50(), one.ap75(), one.ar100()})
                    .as("class %d of seed %d", one.classIndex(), seed)
                    .containsExactly(plain.ofClass(one.classIndex()), within(EXACT));
        }
    }
}
