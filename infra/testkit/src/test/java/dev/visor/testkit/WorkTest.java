package dev.visor.testkit;

import static dev.visor.testkit.Samples.newModel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.event.PromotionRefused;
import dev.visor.platform.messaging.Correlation;
import dev.visor.platform.work.WorkQueue;
import dev.visor.testkit.probe.Chores;
import dev.visor.testkit.probe.Chores.Chore;
import dev.visor.testkit.probe.Notes;
import dev.visor.testkit.probe.ProbeService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@VisorTest(classes = ProbeService.class)
class WorkTest {
    @Autowired
    EventScenario scenario;

    @Autowired
    WorkQueue queue;

    @Autowired
    Notes notes;

    @Autowired
    JdbcClient jdbc;

    TransactionTemplate transactions;

    @Autowired
    void use(PlatformTransactionManager manager) {
        transactions = new TransactionTemplate(manager);
    }

    @Test
    void runsATaskOnceAndForgetsIt() {
        String task = newModel();
        submit(task, "nothing");
        scenario.awaitState("the task is forgotten", () -> rows(task) == 0);
        assertThat(notes.of("worker", task)).containsExactly("attempt 1", "done");
    }

    @Test
    void aTaskThatWaitsForOthersIsNotTakenForDead() {
        List<String> tasks = List.of(newModel(), newModel(), newModel(), newModel());
        transactions.executeWithoutResult(
                status -> tasks.forEach(task -> queue.submit(Chores.KIND, task, new Chore(task, "slow"))));
        scenario.awaitState("all are forgotten", () -> tasks.stream().allMatch(task -> rows(task) == 0));
        assertThat(tasks)
                .allSatisfy(task -> assertThat(notes.of("worker", task)).containsExactly("attempt 1", "done"));
    }

    @Test
    void aTaskThatIsThereAlreadyIsNotAddedAgain() {
        String task = newModel();
        assertThat(submit(task, "wait")).isTrue();
        assertThat(submit(task, "wait")).isFalse();
        workers().stop();
        try {
            assertThat(rows(task)).isOne();
            transactions.executeWithoutResult(status -> queue.withdraw(Chores.KIND, task));
        } finally {
            workers().start();
        }
    }

    @Test
    void aRolledBackTaskIsNeverRun() {
        String task = newModel();
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    queue.submit(Chores.KIND, task, new Chore(task, "nothing"));
                    throw new IllegalStateException("rolled back");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(rows(task)).isZero();
        assertThatThrownBy(() -> queue.submit(Chores.KIND, task, new Chore(task, "nothing")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void whatMayPassIsTriedAgain() {
        String task = newModel();
        submit(task, "fail once");
        scenario.awaitState("done", () -> notes.of("worker", task).contains("done"));
        assertThat(notes.of("worker", task)).containsExactly("attempt 1", "attempt 2", "done");
    }

    @Test
    void whatNeverWorksFailsForGoodAndIsTold() {
        String task = newModel();
        submit(task, "fail");
        var told = scenario.await(PromotionRefused.class, event -> event.key().equals(task));
        assertThat(told.reason()).isEqualTo("fails every time");
        scenario.awaitState("the task is forgotten", () -> rows(task) == 0);
        assertThat(notes.of("worker", task)).containsExactly("attempt 1", "attempt 2", "attempt 3");
    }

    @Test
    void theCallersFaultIsNotTriedAgain() {
        String task = newModel();
        submit(task, "refuse");
        scenario.await(PromotionRefused.class, event -> event.key().equals(task));
        assertThat(notes.of("worker", task)).containsExactly("attempt 1");
    }

    @Test
    void whatATaskPublishesBelongsToTheStoryThatAskedForIt() {
        String task = newModel();
        new Correlation("story of " + task, "cause").run(() -> submit(task, "publish"));
        var told = scenario.awaitRecorded(
                PromotionRefused.class, event -> event.key().equals(task));
        assertThat(told.context().correlationId()).isEqualTo("story of " + task);
        assertThat(told.context().causationId()).isEqualTo("cause");
    }

    @Test
    void aTaskOfADeadWorkerIsTakenByAnother() {
        String task = newModel();
        transactions.executeWithoutResult(status -> {
            queue.submit(Chores.KIND, task, new Chore(task, "nothing"));
            jdbc.sql("""
                            update scheduled_tasks set picked = true, picked_by = 'killed', version = version + 1,
                                last_heartbeat = now() - interval '1 minute'
                            where task_instance = ?""").param(task).update();
        });
        scenario.awaitState(
                "the other worker is done", () -> notes.of("worker", task).contains("done"));
        assertThat(notes.of("worker", task)).containsExactly("attempt 2", "done");
    }

    @Test
    void aStoppingServiceGivesItsTaskBack() {
        String task = newModel();
        submit(task, "wait");
        scenario.awaitState("it runs", () -> !notes.of("worker", task).isEmpty());
        workers().stop();
        try {
            assertThat(jdbc.sql("select picked from scheduled_tasks where task_instance = ?")
                            .param(task)
                            .query(Boolean.class)
                            .single())
                    .isFalse();
            assertThat(jdbc.sql("select consecutive_failures from scheduled_tasks where task_instance = ?")
                            .param(task)
                            .query(Integer.class)
                            .single())
                    .isZero();
            assertThat(transactions.<Boolean>execute(status -> queue.withdraw(Chores.KIND, task)))
                    .isTrue();
        } finally {
            workers().start();
        }
    }

    private SmartLifecycle workers() {
        return (SmartLifecycle) queue;
    }

    private boolean submit(String task, String what) {
        return Boolean.TRUE.equals(
                transactions.execute(status -> queue.submit(Chores.KIND, task, new Chore(task, what))));
    }

    private int rows(String task) {
        return jdbc.sql("select count(*) from scheduled_tasks where task_instance = ?")
                .param(task)
                .query(Integer.class)
                .single();
    }
}
