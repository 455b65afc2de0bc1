package dev.visor.evaluation.look;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.VariantId;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.platform.work.WorkQueue;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks as evaluations ask for them: what was seen if it is known, else it is looked at and the evaluation goes on later. */
@Component
public class Looks {
    private final LookTable table;
    private final WorkQueue queue;
    private final SeenStore seen;
    private final TransactionTemplate transactions;

    Looks(LookTable table, WorkQueue queue, ArtifactStore store, PlatformTransactionManager transactions) {
        this.table = table;
        this.queue = queue;
        this.seen = new SeenStore(store);
        this.transactions = new TransactionTemplate(transactions);
    }

    /**
     * Where what was seen is kept.
     *
     * @param detections artefact of the raw detections ({@code VDT1})
     * @param table artefact of the match table
     */
    public record Kept(Artifact detections, Artifact table) {}

    /**
     * Whether all these looks are done. Those that aren't are begun, and {@link LookEnded} hears of each that ends.
     *
     * @throws VisorException with the reason of a look that has failed; asked again, it is looked at again
     */
    public boolean require(Collection<Look> looks, VariantId waiter) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            boolean all = true;
            VisorException failure = null;
            for (Look look : looks) {
                Sha256 key = look.key();
                boolean begun = table.add(look, key);
                LookTable.Row row = table.lock(key).orElseThrow();
                table.await(key, waiter);
                switch (row.state()) {
                    case DONE -> {}
                    case LOOKING -> {
                        all = false;
                        if (begun) {
                            submit(key);
                        }
                    }
                    case FAILED ->
                        failure = new VisorException(
                                Objects.requireNonNull(row.code()), Objects.requireNonNull(row.failure()));
                }
            }
            if (failure != null) {
                throw failure;
            }
            return all;
        }));
    }

    /** Begins a failed look again. */
    public void retry(Look look) {
        transactions.executeWithoutResult(status -> {
            Sha256 key = look.key();
            table.lock(key).filter(row -> row.state() == LookTable.State.FAILED).ifPresent(row -> {
                table.again(key);
                submit(key);
            });
        });
    }

    private void submit(Sha256 key) {
        for (int first : table.open(key)) {
            ShardTask task = new ShardTask(key, first);
            queue.submit(ShardTask.KIND, task.id(), task);
        }
    }

    /** What was seen; empty until it is done. */
    public Optional<Seen> seen(Look look) {
        return kept(look)
                .map(kept -> seen.get(kept.detections().digest(), kept.table().digest()));
    }

    /** Where what was seen is kept; empty until it is done. */
    public Optional<Kept> kept(Look look) {
        return table.find(look.key())
                .flatMap(row -> Optional.ofNullable(row.kept()))
                .map(kept -> new Kept(kept.detections(), kept.table()));
    }

    /** The variant's evaluation has ended; it waits for nothing any more. */
    public void forget(VariantId variant) {
        table.forget(variant);
    }

    /** What a failed look says. */
    static ErrorCode codeOf(Throwable failure) {
        return failure instanceof VisorException known ? known.code() : ErrorCode.INTERNAL;
    }
}
