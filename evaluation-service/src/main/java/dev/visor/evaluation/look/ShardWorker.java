package dev.visor.evaluation.look;

import dev.visor.contracts.Progress;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.EvaluationProgress;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.cost.Quiet;
import dev.visor.evaluation.dataset.DatasetCatalog;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.platform.work.WorkContext;
import dev.visor.platform.work.WorkHandler;
import dev.visor.platform.work.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks at one shard, and puts the look together if it was the last. */
@Component
class ShardWorker implements WorkHandler<ShardTask> {
    private static final Logger LOG = LoggerFactory.getLogger(ShardWorker.class);
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final LookTable table;
    private final DatasetCatalog datasets;
    private final DetectorShelf detectors;
    private final Looker looker;
    private final SeenStore store;
    private final Quiet quiet;
    private final EventPublisher events;
    private final TransactionTemplate transactions;
    /** Looked up late: it needs the queue, which needs this. */
    private final ObjectProvider<LookEnded> ended;
    /** When progress was told last. A shard may take less than the pause between two tellings, so none counts alone. */
    private final AtomicLong told = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    ShardWorker(
            LookTable table,
            DatasetCatalog datasets,
            DetectorShelf detectors,
            PictureCache pictures,
            ArtifactStore store,
            Quiet quiet,
            EventPublisher events,
            PlatformTransactionManager transactions,
            ObjectProvider<LookEnded> ended) {
        this.table = table;
        this.datasets = datasets;
        this.detectors = detectors;
        this.looker = new Looker(pictures);
        this.store = new SeenStore(store);
        this.quiet = quiet;
        this.events = events;
        this.transactions = new TransactionTemplate(transactions);
        this.ended = ended;
    }

    @Override
    public WorkKind<ShardTask> kind() {
        return ShardTask.KIND;
    }

    @Override
    public void run(ShardTask task, WorkContext context) {
        LookTable.Row row = table.find(task.look()).orElse(null);
        if (row == null || row.state() != LookTable.State.LOOKING) {
            return;
        }
        if (table.open(task.look()).contains(task.first())) {
            SeenStore.Kept kept = look(task, row.look(), context);
            boolean first =
                    Boolean.TRUE.equals(transactions.execute(status -> table.keep(task.look(), task.first(), kept)));
            if (!first && !kept.equals(table.shards(task.look()).get(task.first()))) {
                LOG.info("shard {} was looked at by another worker meanwhile; what it saw stays", task.id());
            }
        }
        if (table.open(task.look()).isEmpty()) {
            finish(task.look(), row.look());
        }
    }

    private SeenStore.Kept look(ShardTask task, Look look, WorkContext context) {
        LabelledPictures split = datasets.judgedSplit(look.dataset());
        int count = Shards.size(task.first(), look.pictures());
        try {
            Seen seen = detectors.with(
                    look.model().digest(),
                    look.manifest(),
                    detector -> looker.look(
                            detector, split, look.alignment(), look.corruption(), task.first(), count, n -> {
                                quiet.pause();
                                context.checkpoint();
                                tell(task, n);
                            }));
            return store.put(split.images().subList(task.first(), task.first() + count), seen);
        } catch (ModelRunException e) {
            throw new VisorException(ErrorCode.INVALID_MODEL, "model cannot be run: " + e.getMessage(), e);
        }
    }

    /** Merging twice gives the same bytes, so no lock is held meanwhile. */
    private void finish(Sha256 key, Look look) {
        SortedMap<Integer, Seen> shards = new TreeMap<>();
        table.shards(key)
                .forEach((first, kept) -> shards.put(
                        first,
                        store.get(kept.detections().digest(), kept.table().digest())));
        Seen all = Shards.merge(shards);
        SeenStore.Kept kept =
                store.put(datasets.judgedSplit(look.dataset()).images().subList(0, look.pictures()), all);
        transactions.executeWithoutResult(status -> {
            LookTable.Row row = table.lock(key).orElseThrow();
            if (row.state() == LookTable.State.LOOKING) {
                table.done(key, kept);
                for (VariantId waiter : table.waitersForNothing(key)) {
                    table.forget(waiter);
                    ended.getObject().looksEnded(waiter);
                }
            }
        });
    }

    @Override
    public void failed(ShardTask task, Throwable failure) {
        LookTable.Row row = table.lock(task.look()).orElse(null);
        if (row != null && row.state() == LookTable.State.LOOKING) {
            String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            table.failed(task.look(), Looks.codeOf(failure), reason);
            // They stay noted as those who waited for it: asked for by them it has failed, by others it begins again.
            table.waiters(task.look()).forEach(waiter -> ended.getObject().looksEnded(waiter));
        }
    }

    /** Tells those who wait how far all their looks are, at most once a second whatever is looked at. */
    private void tell(ShardTask task, int seen) {
        long now = System.nanoTime();
        long before = told.get();
        if (now - before < PAUSE_NANOS || !told.compareAndSet(before, now)) {
            return;
        }
        transactions.executeWithoutResult(status -> {
            table.seen(task.look(), task.first(), seen);
            table.waiters(task.look())
                    .forEach(variant -> events.publish(new EvaluationProgress(variant, progress(variant))));
        });
    }

    private Progress progress(VariantId variant) {
        LookTable.Progress all = table.progress(variant);
        double seconds = Duration.between(all.began(), Instant.now()).toMillis() / 1000.0;
        double rate = seconds > 0 ? all.seen() / seconds : 0;
        long eta = rate > 0 ? Math.round((all.pictures() - all.seen()) / rate * 1000) : -1;
        return new Progress("detecting", all.seen(), all.pictures(), "images", rate, eta);
    }
}
