package dev.visor.evaluation.look;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.detector.Detector;
import dev.visor.platform.artifact.ArtifactStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Detectors that shards looked with last, so that the next shard of a look needn't load one. A detector that is put away
 * while another thread uses it is closed when that thread is done.
 */
@Component
class DetectorShelf implements DisposableBean {
    private static final int KEPT = 2;

    private final ArtifactStore store;
    /** Latest first; guarded by itself. */
    private final Deque<Kept> kept = new ArrayDeque<>();

    DetectorShelf(ArtifactStore store) {
        this.store = store;
    }

    /** A detector, how many use it, and whether it is to be closed after them. */
    private static final class Kept {
        private final Sha256 model;
        private final DetectorManifest manifest;
        private final Detector detector;
        private int users;
        private boolean discarded;

        Kept(Sha256 model, DetectorManifest manifest, Detector detector) {
            this.model = model;
            this.manifest = manifest;
            this.detector = detector;
        }
    }

    /** Does something with a detector on one thread. */
    <T> T with(Sha256 model, DetectorManifest manifest, Function<Detector, T> use) {
        Kept taken = take(model, manifest);
        try {
            return use.apply(taken.detector);
        } finally {
            giveBack(taken);
        }
    }

    private Kept take(Sha256 model, DetectorManifest manifest) {
        synchronized (kept) {
            for (Kept one : kept) {
                if (one.model.equals(model) && one.manifest.equals(manifest)) {
                    one.users++;
                    kept.remove(one);
                    kept.addFirst(one);
                    return one;
                }
            }
            // Loaded under the lock: two shards of one look would otherwise both load it.
            Kept fresh = new Kept(model, manifest, Detector.open(store.fetch(model), manifest, 1));
            fresh.users = 1;
            kept.addFirst(fresh);
            while (kept.size() > KEPT) {
                discard(kept.removeLast());
            }
            return fresh;
        }
    }

    private void giveBack(Kept one) {
        synchronized (kept) {
            one.users--;
            if (one.discarded && one.users == 0) {
                one.detector.close();
            }
        }
    }

    private static void discard(Kept one) {
        one.discarded = true;
        if (one.users == 0) {
            one.detector.close();
        }
    }

    @Override
    public void destroy() {
        synchronized (kept) {
            kept.forEach(DetectorShelf::discard);
            kept.clear();
        }
    }
}
