package dev.visor.testkit.probe;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.platform.work.WorkContext;
import dev.visor.platform.work.WorkHandler;
import dev.visor.platform.work.WorkKind;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Work that notes each attempt; what it is told to do decides how the attempt ends. */
@Component
public class Chores implements WorkHandler<Chores.Chore> {
    public static final WorkKind<Chore> KIND = new WorkKind<>("chore", Chore.class);

    private final Notes notes;
    private final EventPublisher publisher;
    private final TransactionOperations transactions;

    Chores(Notes notes, EventPublisher publisher, TransactionOperations transactions) {
        this.notes = notes;
        this.publisher = publisher;
        this.transactions = transactions;
    }

    /** What to do. */
    public record Chore(String model, String what) {}

    @Override
    public WorkKind<Chore> kind() {
        return KIND;
    }

    @Override
    public void run(Chore chore, WorkContext context) throws Exception {
        notes.write("worker", context.taskId(), "attempt " + context.attempt());
        switch (chore.what()) {
            case "fail" -> throw new IllegalStateException("fails every time");
            case "fail once" -> {
                if (context.attempt() == 1) {
                    throw new VisorException(ErrorCode.BUSY, "busy just now");
                }
            }
            case "refuse" -> throw new VisorException(ErrorCode.INVALID_MODEL, "refused for good");
            case "slow" -> Thread.sleep(1_200);
            case "wait" -> {
                while (true) {
                    context.checkpoint();
                    Thread.sleep(20);
                }
            }
            case "publish" ->
                transactions.executeWithoutResult(status -> publisher.publish(refused(chore.model(), "done")));
            default -> {}
        }
        notes.write("worker", context.taskId(), "done");
    }

    @Override
    public void failed(Chore chore, Throwable failure) {
        publisher.publish(refused(chore.model(), String.valueOf(failure.getMessage())));
    }

    private static PromotionRefused refused(String model, String reason) {
        return new PromotionRefused(new ModelVersion(model, 1), Outcome.FAIL, reason, Instant.EPOCH);
    }
}
