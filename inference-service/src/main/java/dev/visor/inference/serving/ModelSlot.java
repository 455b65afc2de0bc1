package dev.visor.inference.serving;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.ServingLatency;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Holds the model in service. Requests take leases and never wait for a swap; a swap is one assignment, after which new
 * requests get the new model and the old ones finish on theirs. The former model stays loaded until the next swap, so
 * that going back to it costs nothing.
 */
@Component
public class ModelSlot {
    private final AtomicReference<@Nullable LoadedModel> current = new AtomicReference<>();

    /** Only touched under this slot's lock. */
    private @Nullable LoadedModel former;

    /** Takes a lease; {@code NOT_READY} while there is no model. */
    public ModelLease lease() {
        return tryLease()
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_READY,
                        "no model is in service yet: this node waits for a champion of its target to be promoted"));
    }

    /** Takes a lease if there is a model. */
    public Optional<ModelLease> tryLease() {
        while (true) {
            LoadedModel model = current.get();
            if (model == null) {
                return Optional.empty();
            }
            // A model that retired just now has a successor already.
            if (model.enter()) {
                return Optional.of(new ModelLease(model));
            }
        }
    }

    /** What is served. */
    public Optional<ChampionChanged> champion() {
        return Optional.ofNullable(current.get()).map(LoadedModel::champion);
    }

    /** How long a file takes here, if it is the one in service and has seen a picture. */
    public Optional<ServingLatency> latency(Sha256 digest) {
        return Optional.ofNullable(current.get())
                .filter(model -> model.champion().artifact().digest().equals(digest))
                .flatMap(model -> model.times().latency());
    }

    /**
     * Serves a champion with what is loaded already: the model in service, or the former one.
     *
     * @return false if its file must be loaded first
     */
    synchronized boolean adopt(ChampionChanged champion) {
        LoadedModel now = current.get();
        if (now != null && now.adopt(champion)) {
            return true;
        }
        LoadedModel before = former;
        if (before != null && before.adopt(champion)) {
            current.set(before);
            former = now;
            return true;
        }
        return false;
    }

    /** Puts a model into service. The former one retires, the present one becomes the former. */
    synchronized void swap(LoadedModel next) {
        LoadedModel now = current.getAndSet(next);
        LoadedModel before = former;
        former = now;
        if (before != null) {
            before.retire();
        }
    }

    /** Takes everything out of service. */
    synchronized void empty() {
        LoadedModel now = current.getAndSet(null);
        if (now != null) {
            now.retire();
        }
        LoadedModel before = former;
        former = null;
        if (before != null) {
            before.retire();
        }
    }
}
