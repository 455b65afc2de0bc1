package dev.visor.testkit;

import static dev.visor.testkit.Samples.failed;
import static dev.visor.testkit.Samples.newModel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.contracts.event.Topics;
import dev.visor.platform.messaging.CloudEvents;
import dev.visor.platform.messaging.Correlation;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.testkit.probe.Notes;
import dev.visor.testkit.probe.ProbeService;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@VisorTest(classes = ProbeService.class)
class MessagingTest {
    private static final String TOPIC = Topics.COMPRESSION_EVENTS;
    private static final String DEAD = TOPIC + Topics.DEAD_LETTER_SUFFIX;

    @Autowired
    EventScenario scenario;

    @Autowired
    EventPublisher publisher;

    @Autowired
    Notes notes;

    @Autowired
    @Qualifier("messagingLifecycle")
    SmartLifecycle messaging;

    TransactionTemplate transactions;

    @Autowired
    void use(PlatformTransactionManager manager) {
        transactions = new TransactionTemplate(manager);
    }

    @Test
    void sendsCommittedEventsInOrder() {
        String model = newModel();
        for (int i = 0; i < 40; i++) {
            String reason = "reason " + i;
            transactions.executeWithoutResult(status -> publisher.publish(failed(model, reason)));
        }
        List<String> expected =
                IntStream.range(0, 40).mapToObj(i -> "reason " + i).toList();
        scenario.awaitState("forty events", () -> reasons(model).size() == 40);
        assertThat(reasons(model)).isEqualTo(expected);
        scenario.awaitState("forty handled", () -> notes.of("handler", model).size() == 40);
        assertThat(notes.of("handler", model)).isEqualTo(expected);
    }

    @Test
    void rolledBackEventsAreNeverSent() {
        String model = newModel();
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    publisher.publish(failed(model, "never"));
                    throw new IllegalStateException("rolled back");
                }))
                .isInstanceOf(IllegalStateException.class);
        transactions.executeWithoutResult(status -> publisher.publish(failed(model, "after")));
        scenario.await(CompressionFailed.class, event -> event.key().equals(model));
        assertThat(reasons(model)).containsExactly("after");
    }

    @Test
    void messagingThatWasStoppedGoesOnAfterAStart() {
        String model = newModel();
        messaging.stop();
        transactions.executeWithoutResult(status -> publisher.publish(failed(model, "while stopped")));
        messaging.start();
        scenario.awaitState(
                "handled after the start", () -> notes.of("handler", model).contains("while stopped"));
    }

    @Test
    void publishingOutsideOfATransactionIsRefused() {
        assertThatThrownBy(() -> publisher.publish(failed(newModel(), "lonely")))
                .isInstanceOf(IllegalTransactionStateException.class)
                .hasMessageContaining("transaction of what it tells");
    }

    @Test
    void theSameEventThriceHasOneEffect() {
        String model = newModel();
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            scenario.publish(id, failed(model, "once"), Correlation.startingWith("story"));
        }
        scenario.publish(failed(model, "last"));
        scenario.awaitState("the last", () -> notes.of("handler", model).contains("last"));
        assertThat(notes.of("handler", model)).containsExactly("once", "last");
    }

    @Test
    void whatAHandlerPublishesBelongsToTheSameStory() {
        String model = newModel();
        String id = scenario.publish(failed(model, "answers"), Correlation.startingWith("story of " + model));
        var answer = scenario.awaitRecorded(
                PromotionRefused.class, event -> event.key().equals(model));
        assertThat(answer.context().correlationId()).isEqualTo("story of " + model);
        assertThat(answer.context().causationId()).isEqualTo(id);
        assertThat(answer.context().source()).isEqualTo("/visor/probe");
    }

    @Test
    void anEventThatCantBeHandledBecomesADeadLetterAndLaterOnesGoOn() {
        String model = newModel();
        scenario.publish(failed(model, "breaks"));
        scenario.publish(failed(model, "refused"));
        scenario.publish(failed(model, "fine"));
        scenario.awaitState("the fine one", () -> notes.of("handler", model).contains("fine"));
        assertThat(notes.of("handler", model)).containsExactly("fine");
        scenario.awaitState("two dead letters", () -> deadLetters(model).size() == 2);
        assertThat(deadLetters(model).getFirst().headers())
                .hasEntrySatisfying(
                        "kafka_dlt-exception-cause-fqcn", v -> assertThat(v).contains("IllegalState"))
                .hasEntrySatisfying(
                        "kafka_dlt-exception-message", v -> assertThat(v).contains("breaks every time"))
                .containsKey("kafka_dlt-original-offset")
                .containsEntry("ce_type", CompressionFailed.TYPE);
    }

    @Test
    void poisonBecomesADeadLetterAndLaterEventsGoOn() {
        String model = newModel();
        CompressionFailed good = failed(model, "good");
        byte[] body = CloudEvents.body(good);
        Map<String, String> headers = CloudEvents.headers(
                good, UUID.randomUUID().toString(), "/visor/test", Instant.now(), Correlation.startingWith("s"), null);
        scenario.publishRaw(TOPIC, model, headers, "{\"variant\":".getBytes(StandardCharsets.UTF_8));
        scenario.publishRaw(TOPIC, model, with(headers, "ce_type", "dev.visor.unheard.of.v1"), body);
        scenario.publishRaw(TOPIC, model, Map.of(), body);
        scenario.publishRaw(TOPIC, model, with(headers, "ce_specversion", "0.3"), body);
        scenario.publishRaw(TOPIC, null, headers, body);
        scenario.publishRaw(TOPIC, model, headers, new byte[2_000_000]);
        scenario.publishRaw(TOPIC, model, headers, null);
        scenario.publish(good);
        scenario.awaitState("the good one", () -> notes.of("handler", model).contains("good"));
        scenario.awaitState(
                "five dead letters with a key", () -> deadLetters(model).size() == 5);
        scenario.awaitState(
                "one without", () -> scenario.events().on(DEAD).stream().anyMatch(letter -> letter.key() == null));
        assertThat(deadLetters(model))
                .extracting(letter -> letter.headers().get("kafka_dlt-exception-message"))
                .anySatisfy(m -> assertThat(m).contains("can't be read"))
                .anySatisfy(m -> assertThat(m).contains("dev.visor.unheard.of.v1"))
                .anySatisfy(m -> assertThat(m).contains("'specversion' is missing"))
                .anySatisfy(m -> assertThat(m).contains("only 1.0"))
                .anySatisfy(m -> assertThat(m).contains("2000000 bytes"));
        assertThat(notes.of("handler", model)).containsExactly("good");
    }

    @Test
    void knownEventsThatNobodyHandlesArePassedOver() {
        String model = newModel();
        String other = newModel();
        scenario.publish(new dev.visor.contracts.event.CompressionProgress(
                failed(other, "").variant(), new dev.visor.contracts.Progress("p", 0, 1, "steps", 0, 0)));
        scenario.publish(failed(model, "after"));
        scenario.awaitState("the one after", () -> notes.of("handler", model).contains("after"));
        assertThat(deadLetters(other)).isEmpty();
    }

    @Test
    void structuredEventsAreReadToo() {
        String model = newModel();
        String envelope = """
                {"specversion":"1.0","id":"%s","source":"/elsewhere","type":"%s","data":%s}""".formatted(
                        UUID.randomUUID(),
                        CompressionFailed.TYPE,
                        new String(CloudEvents.body(failed(model, "structured")), StandardCharsets.UTF_8));
        scenario.publishRaw(
                TOPIC,
                model,
                Map.of("content-type", "application/cloudevents+json; charset=UTF-8"),
                envelope.getBytes(StandardCharsets.UTF_8));
        scenario.awaitState(
                "the structured one", () -> notes.of("handler", model).contains("structured"));
    }

    private List<String> reasons(String model) {
        return scenario.events()
                .of(CompressionFailed.class)
                .map(Events.Recorded::event)
                .filter(event -> event.key().equals(model))
                .map(CompressionFailed::reason)
                .toList();
    }

    private List<Events.RawRecord> deadLetters(String model) {
        return scenario.events().on(DEAD).stream()
                .filter(letter -> model.equals(letter.key()))
                .toList();
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new java.util.HashMap<>(headers);
        changed.put(name, value);
        return changed;
    }
}
