package dev.visor.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.event.EvaluationProgress;
import dev.visor.contracts.event.Event;
import dev.visor.contracts.model.VariantId;
import dev.visor.platform.messaging.Correlation;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.platform.work.WorkContext;
import dev.visor.platform.work.WorkInterruptedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class ProgressReporterTest {
    private final List<EvaluationProgress> published = new ArrayList<>();
    private long nanos;
    private boolean stopping;

    @Test
    void publishesAtMostOncePerSecondWithRateAndTimeLeft() {
        ProgressReporter reporter = reporter();
        for (int done = 0; done <= 40; done++) {
            reporter.at("detecting", done, 100, "images");
            nanos += 100_000_000;
        }
        assertThat(published).hasSize(5);
        EvaluationProgress last = published.getLast();
        assertThat(last.progress().done()).isEqualTo(40);
        assertThat(last.progress().perSecond()).isEqualTo(10);
        assertThat(last.progress().etaMillis()).isEqualTo(6000);
    }

    @Test
    void countsTheRateOfEachStepByItself() {
        ProgressReporter reporter = reporter();
        reporter.at("detecting", 0, 100, "images");
        nanos += 50_000_000_000L;
        reporter.at("timing", 0, 60, "rounds");
        nanos += 2_000_000_000;
        reporter.at("timing", 20, 60, "rounds");
        assertThat(published.getLast().progress().perSecond()).isEqualTo(10);
        assertThat(published.get(1).progress().etaMillis()).isEqualTo(-1);
    }

    @Test
    void endsTheMeasurementWhenTheServiceStops() {
        ProgressReporter reporter = reporter();
        stopping = true;
        assertThatThrownBy(() -> reporter.at("detecting", 0, 100, "images"))
                .isInstanceOf(WorkInterruptedException.class);
        assertThat(published).isEmpty();
    }

    private ProgressReporter reporter() {
        WorkContext context = new WorkContext() {
            @Override
            public String taskId() {
                return "helmet.1.int8";
            }

            @Override
            public int attempt() {
                return 1;
            }

            @Override
            public boolean stopping() {
                return stopping;
            }
        };
        EventPublisher events = new EventPublisher() {
            @Override
            public void publish(Event event) {
                published.add((EvaluationProgress) event);
            }

            @Override
            public void publish(Event event, Correlation correlation) {
                publish(event);
            }
        };
        return new ProgressReporter(
                VariantId.parse("helmet.1.int8"),
                context,
                events,
                TransactionOperations.withoutTransaction(),
                () -> nanos);
    }
}
