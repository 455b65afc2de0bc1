package dev.visor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.ColourWorld.Sight;
import dev.visor.evaluation.version.EvaluationTask;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A variant is queued for measurement once, and no crash can lose that. Nobody works here, so that the queue can be seen. */
@VisorTest(properties = "visor.work.threads=0")
class MeasuringOnceTest {
    @Autowired
    private ArtifactStore store;

    @Autowired
    private EventScenario scenario;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void calm() {
        jdbc.sql("drop trigger if exists crash on scheduled_tasks").update();
    }

    @Test
    void aVariantThatAWorkerHasTakenUpIsNotQueuedAgainByWhatHappensToOthers() {
        Story story = story("once");
        scenario.publish(story.registered());
        scenario.publish(story.planned());
        scenario.publish(story.results().getFirst());
        awaitTask(story.id("baseline"));
        takeUp(story.id("baseline"));

        scenario.publish(story.results().get(1));
        scenario.publish(story.registered());
        scenario.publish(story.planned());
        scenario.publish(story.results().getFirst());
        // In order behind the others.
        scenario.publish(story.results().get(2));
        awaitState(story.id("int8"), "NOT_MADE");
        assertThat(tasks(story.id("baseline"))).isZero();
        assertThat(tasks(story.id("small"))).isOne();
    }

    @Test
    void variantsThatAreMadeBeforeTheirUploadIsKnownAreQueuedWithIt() {
        Story story = story("early");
        scenario.publish(story.results().getFirst());
        scenario.publish(story.results().get(1));
        awaitState(story.id("small"), "READY");
        assertThat(tasks(story.id("baseline"))).isZero();

        scenario.publish(story.registered());
        awaitTask(story.id("baseline"));
        awaitTask(story.id("small"));
    }

    @Test
    void aVariantIsNotReadyWithoutItsTaskWhateverBreaksInBetween() {
        Story story = story("crashed");
        scenario.publish(story.registered());
        awaitRegistered(story);
        jdbc.sql("create sequence if not exists crashes").update();
        jdbc.sql("""
                create or replace function crash() returns trigger language plpgsql as $$
                begin
                    if nextval('crashes') <= 2 then
                        raise exception 'the process died here';
                    end if;
                    return new;
                end $$""").update();
        jdbc.sql("create trigger crash before insert on scheduled_tasks for each row execute function crash()")
                .update();

        scenario.publish(story.results().getFirst());
        awaitState(story.id("baseline"), "READY");
        assertThat(tasks(story.id("baseline"))).isOne();
        assertThat(jdbc.sql("select last_value from crashes").query(Long.class).single())
                .isEqualTo(3);
    }

    private Story story(String model) {
        return new Story(store, model, 1, model)
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT)
                .made("small", Sight.TRUE, 0)
                .failed("int8");
    }

    /** As it is while its looks are done by others: its task has ended, and it is still ready. */
    private void takeUp(VariantId variant) {
        jdbc.sql("delete from scheduled_tasks where task_instance = :id")
                .param("id", variant.toString())
                .update();
    }

    private void awaitTask(VariantId variant) {
        scenario.awaitState("a task of " + variant, () -> tasks(variant) == 1);
    }

    private void awaitRegistered(Story story) {
        scenario.awaitState(
                "upload " + story.version(),
                () -> jdbc.sql("select count(*) from model_version where model = :model and registered_at is not null")
                                .param("model", story.version().model())
                                .query(Long.class)
                                .single()
                        == 1);
    }

    private void awaitState(VariantId variant, String state) {
        scenario.awaitState(
                "%s is %s".formatted(variant, state),
                () -> jdbc.sql("select state from variant where model = :model and recipe = :recipe")
                        .param("model", variant.modelVersion().model())
                        .param("recipe", variant.recipe())
                        .query(String.class)
                        .single()
                        .equals(state));
    }

    private long tasks(VariantId variant) {
        return jdbc.sql("select count(*) from scheduled_tasks where task_name = :kind and task_instance like :id")
                .param("kind", EvaluationTask.KIND.name())
                .param("id", variant + "%")
                .query(Long.class)
                .single();
    }
}
