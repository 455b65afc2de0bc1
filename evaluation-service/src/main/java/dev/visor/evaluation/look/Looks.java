package dev.visor.evaluation.look;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.VariantId;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.platform.work.WorkQueue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
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
     * Whether all these looks are done. Those that aren't are begun, and {@link LookEnded} hears when the last of them is
     * done or one has failed. A look that failed before the waiter asked for it begins again; one that failed while it was
     * waited for doesn't.
     *
     * @throws VisorException with the reason of a look that failed while it was waited for; nothing is begun then
     */
    public boolean require(Collection<Look> looks, VariantId waiter) {
        SortedMap<Sha256, Look> byKey = new TreeMap<>();
        looks.forEach(look -> byKey.put(look.key(), look));
        return Boolean.TRUE.equals(transactions.execute(status -> {
            boolean all = true;
            // Always locked in the order of their keys: two waiters of the same looks could otherwise wait for each
            // other.
            for (Map.Entry<Sha256, Look> look : byKey.entrySet()) {
                all &= isDone(look.getKey(), look.getValue(), waiter);
            }
            return all;
        }));
    }

    private boolean isDone(Sha256 key, Look look, VariantId waiter) {
        boolean begun = table.add(look, key);
        LookTable.Row row = table.lock(key).orElseThrow();
        if (row.state() == LookTable.State.DONE) {
            return true;
        }
        boolean waitedBefore = !table.await(key, waiter);
        if (row.state() == LookTable.State.FAILED) {
            if (waitedBefore) {
                throw new VisorException(Objects.requireNonNull(row.code()), Objects.requireNonNull(row.failure()));
            }
            table.again(key);
            submit(key, "/" + UUID.randomUUID());
        } else if (begun) {
            submit(key, "");
        }
        return false;
    }

    /** A task that is just ending would swallow one with its id, so those of a look that begins again have others. */
    private void submit(Sha256 key, String occasion) {
        List<Integer> open = table.open(key);
        // If only putting the shards together failed, any shard's task does that again.
        for (int first : open.isEmpty() ? List.of(0) : open) {
            ShardTask task = new ShardTask(key, first);
            queue.submit(ShardTask.KIND, task.id() + occasion, task);
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
