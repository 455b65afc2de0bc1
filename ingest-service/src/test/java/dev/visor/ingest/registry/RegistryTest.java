package dev.visor.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.ModelQuarantined;
import dev.visor.contracts.event.ModelRegistered;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@VisorTest
class RegistryTest {
    @Autowired
    private Registry registry;

    @Autowired
    private EventScenario scenario;

    @Test
    void tellsOthersAboutANewVersion() {
        Registration registration = registry.register(Stories.upload("told", "a"));

        ModelRegistered event = scenario.await(
                ModelRegistered.class,
                e -> e.modelVersion().equals(registration.version().id()));
        assertThat(event.manifest()).isEqualTo(Stories.MANIFEST);
        assertThat(event.dataset()).isEqualTo("riders");
        assertThat(registration.version().stage()).isEqualTo(ModelStage.COMPRESSING);
    }

    @Test
    void tellsOthersAboutAQuarantinedFile() {
        NewVersion accepted = Stories.upload("unsafe", "a");
        Registration registration = registry.register(new NewVersion(
                "unsafe",
                accepted.artifact(),
                accepted.request(),
                new NewVersion.Unsafe("external-data", "it points out")));

        assertThat(registration.version().stage()).isEqualTo(ModelStage.QUARANTINED);
        assertThat(scenario.await(ModelQuarantined.class, e -> e.key().equals("unsafe"))
                        .ruleId())
                .isEqualTo("external-data");
    }

    @Test
    void theSameUploadIsTheSameVersionUnlessForced() {
        assertThat(registry.register(Stories.upload("same", "a")).version().id().version())
                .isEqualTo(1);

        Registration again = registry.register(Stories.upload("same", "a"));
        assertThat(again.created()).isFalse();
        assertThat(again.version().id().version()).isEqualTo(1);
        assertThat(registry.register(Stories.upload("same", "b")).version().id().version())
                .isEqualTo(2);
        assertThat(registry.register(Stories.upload("same", "a", true, null))
                        .version()
                        .id()
                        .version())
                .isEqualTo(3);
    }

    @Test
    void anIdempotencyKeyStandsForOneUpload() {
        Registration first = registry.register(Stories.upload("keyed", "a", true, "k1"));
        Registration again = registry.register(Stories.upload("keyed", "a", true, "k1"));

        assertThat(again.created()).isFalse();
        assertThat(again.version().id()).isEqualTo(first.version().id());
        assertThatThrownBy(() -> registry.register(Stories.upload("keyed", "b", false, "k1")))
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("stands for version keyed.1");
    }

    @Test
    void numbersAreGapFreeWhoeverUploadsAtOnce() throws Exception {
        List<Callable<Integer>> uploads = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String bytes = "bytes-" + i % 12;
            uploads.add(() -> registry.register(Stories.upload("crowded", bytes))
                    .version()
                    .id()
                    .version());
        }
        List<Integer> numbers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> future : threads.invokeAll(uploads)) {
                numbers.add(future.get());
            }
        }

        assertThat(numbers.stream().distinct().sorted())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    }
}
