package dev.visor.evaluation.promotion;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.PromotionCompleted;
import dev.visor.contracts.event.PromotionRolledBack;
import dev.visor.contracts.event.PromotionStarted;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.ledger.Ledger;
import dev.visor.evaluation.ledger.LedgerEntry;
import dev.visor.evaluation.promotion.Promotions.Promotion;
import dev.visor.platform.messaging.EventPublisher;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes champions. Every change is an entry in the ledger, and all happen one after the other under the ledger's lock.
 */
@Component
@Transactional
class Rollout {
    private static final Logger LOG = LoggerFactory.getLogger(Rollout.class);

    private final Ledger ledger;
    private final Champions champions;
    private final Promotions promotions;
    private final EventPublisher events;

    Rollout(Ledger ledger, Champions champions, Promotions promotions, EventPublisher events) {
        this.ledger = ledger;
        this.champions = champions;
        this.promotions = promotions;
        this.events = events;
    }

    /** Keeps champions as they are until the transaction ends. */
    public void lock() {
        ledger.lock();
    }

    /**
     * Names a variant champion of a target.
     *
     * @param entry makes the ledger's entry of a place
     * @param naming makes the champion
     * @param reason why this one
     */
    public void start(String target, Function<Ledger.Place, LedgerEntry> entry, Naming naming, String reason) {
        ledger.lock();
        Champion former = champions.named(target).orElse(null);
        Champion named = naming.champion(ledger.append(entry), former == null ? null : former.sequence());
        champions.name(named, former);
        overtake(named);
        promotions.started(named.variant(), target, named.sequence());
        events.publish(new PromotionStarted(named.variant(), target, named.sequence(), reason, named.since()));
        events.publish(named.event());
    }

    /** Makes a champion of its place in the ledger and its predecessor's. */
    interface Naming {
        Champion champion(Ledger.Place place, @Nullable Long predecessor);
    }

    private void overtake(Champion by) {
        Optional<Promotion> inFlight = promotions.inFlight(by.target());
        if (inFlight.isEmpty()) {
            return;
        }
        Promotion former = inFlight.get();
        String reason = "%s was named champion of %s before a node served %s"
                .formatted(by.variant(), by.target(), former.variant());
        promotions.happened(former, PromotionTrigger.OVERTAKEN, former.sequence(), reason);
        events.publish(new PromotionRolledBack(former.variant(), by.target(), by.variant(), reason, by.since()));
    }

    /** A node serves a file. */
    public void served(String target, String node, Sha256 digest, long upTo) {
        if (waiting(target, upTo).isEmpty()) {
            return;
        }
        ledger.lock();
        Promotion promotion = waiting(target, upTo).orElse(null);
        if (promotion == null) {
            return;
        }
        Champion champion = champions.named(target).orElse(null);
        if (champion == null
                || champion.sequence() != promotion.sequence()
                || !champion.artifact().digest().equals(digest)) {
            return;
        }
        if (promotions.happened(promotion, PromotionTrigger.SERVED, promotion.sequence(), null)) {
            LOG.info("{} is served by {} of {}", promotion.variant(), node, target);
            events.publish(new PromotionCompleted(promotion.variant(), target, node, Instant.now()));
        }
    }

    /** A node can't serve a variant. */
    public void rejected(String target, String node, VariantId variant, long upTo, String reason) {
        if (waiting(target, upTo).filter(p -> p.variant().equals(variant)).isEmpty()) {
            return;
        }
        ledger.lock();
        Promotion promotion = waiting(target, upTo).orElse(null);
        Champion champion = champions.named(target).orElse(null);
        if (promotion != null
                && champion != null
                && promotion.variant().equals(variant)
                && champion.sequence() == promotion.sequence()) {
            withdraw(champion, PromotionTrigger.REJECTED, "node %s can't serve it: %s".formatted(node, reason));
        }
    }

    /**
     * An operator takes the champion of a target back.
     *
     * @return who is champion again
     * @throws VisorException {@code NOT_FOUND} if there is no champion, {@code CONFLICT} if there was none before it
     */
    public Champion withdraw(String target, String reason) {
        ledger.lock();
        Champion champion = champions
                .named(target)
                .orElseThrow(
                        () -> new VisorException(ErrorCode.NOT_FOUND, "target '%s' has no champion".formatted(target)));
        if (champion.predecessor() == null) {
            throw new VisorException(
                    ErrorCode.CONFLICT,
                    "%s is the first champion of '%s', there is none to go back to; promote another instead"
                            .formatted(champion.variant(), target));
        }
        return withdraw(champion, PromotionTrigger.WITHDRAWN, reason).orElseThrow();
    }

    private Optional<Champion> withdraw(Champion champion, PromotionTrigger trigger, String reason) {
        LOG.warn("{} is no champion of {} any more: {}", champion.variant(), champion.target(), reason);
        Long predecessor = champion.predecessor();
        Champion former =
                predecessor == null ? null : champions.term(predecessor).orElseThrow();
        Ledger.Place place = ledger.append(next -> new LedgerEntry.Rollback(
                LedgerEntry.Kind.ROLLBACK,
                next.sequence(),
                champion.target(),
                champion.variant(),
                former == null ? null : former.variant(),
                former == null ? null : former.artifact().digest(),
                reason,
                next.at()));
        Promotion promotion = promotions.of(champion.variant().modelVersion()).orElseThrow();
        promotions.happened(promotion, trigger, promotion.sequence(), reason);
        events.publish(new PromotionRolledBack(
                champion.variant(), champion.target(), former == null ? null : former.variant(), reason, place.at()));
        if (former == null) {
            champions.remove(champion);
            return Optional.empty();
        }
        Champion restored = former.again(place.sequence(), place.at());
        champions.name(restored, champion);
        promotions
                .of(restored.variant().modelVersion())
                .ifPresent(p -> promotions.happened(p, PromotionTrigger.RESTORED, place.sequence(), null));
        events.publish(restored.event());
        return Optional.of(restored);
    }

    /** The promotion to the target that is waiting for a node, if a report about a sequence can be about it. */
    private Optional<Promotion> waiting(String target, long upTo) {
        return promotions.inFlight(target).filter(p -> p.sequence() <= upTo);
    }
}
