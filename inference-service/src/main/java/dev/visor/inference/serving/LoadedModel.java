package dev.visor.inference.serving;

import dev.visor.contracts.event.ChampionChanged;
import dev.visor.detection.detector.Detector;

/**
 * A model that is loaded and proved. Counts those who use it: once it is retired, the last one to leave closes it.
 */
final class LoadedModel {
    private final Detector detector;
    private final InferenceTimes times = new InferenceTimes();

    /** Guards all below. */
    private final Object lock = new Object();

    private ChampionChanged champion;
    private int users;
    private boolean retired;

    LoadedModel(ChampionChanged champion, Detector detector) {
        this.champion = champion;
        this.detector = detector;
    }

    Detector detector() {
        return detector;
    }

    InferenceTimes times() {
        return times;
    }

    ChampionChanged champion() {
        synchronized (lock) {
            return champion;
        }
    }

    /**
     * Goes on under a champion's new terms, if the file and its use are the same.
     *
     * @return false if another file must be loaded
     */
    boolean adopt(ChampionChanged terms) {
        synchronized (lock) {
            if (!champion.artifact().digest().equals(terms.artifact().digest())
                    || !champion.manifest().equals(terms.manifest())) {
                return false;
            }
            champion = terms;
            return true;
        }
    }

    /** Becomes a user, unless it is retired. */
    boolean enter() {
        synchronized (lock) {
            if (retired) {
                return false;
            }
            users++;
            return true;
        }
    }

    void leave() {
        boolean last;
        synchronized (lock) {
            users--;
            last = retired && users == 0;
        }
        if (last) {
            detector.close();
        }
    }

    /** Takes no new users; closes with the last one. */
    void retire() {
        boolean last;
        synchronized (lock) {
            if (retired) {
                return;
            }
            retired = true;
            last = users == 0;
        }
        if (last) {
            detector.close();
        }
    }
}
