package dev.visor.inference.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source does.
 *
 * @param state what it does
 * @param frames looked at since it was started
 * @param dropped passed over because there was no time for them
 * @param framesPerSecond looked at in a second, lately
 * @param lagMillis how far it was behind its own clock at the last frame
 * @param lastFrameAt when the last frame was taken; null before the first
 * @param error what is wrong; null if nothing
 */
record SourceStatus(
        State state,
        long frames,
        long dropped,
        double framesPerSecond,
        long lagMillis,
        @Nullable Instant lastFrameAt,
        @Nullable String error) {

    enum State {
        /** No model is in service yet. */
        WAITING,
        RUNNING,
        /** It came to its end and does not loop. */
        FINISHED,
        /** It can't be read; it is tried again. */
        FAILED
    }

    static SourceStatus waiting() {
        return new SourceStatus(State.WAITING, 0, 0, 0, 0, null, null);
    }

    SourceStatus in(State next) {
        return new SourceStatus(next, frames, dropped, framesPerSecond, lagMillis, lastFrameAt, null);
    }

    SourceStatus failed(String why) {
        return new SourceStatus(State.FAILED, frames, dropped, framesPerSecond, lagMillis, lastFrameAt, why);
    }

    SourceStatus dropping(long more) {
        return new SourceStatus(state, frames, dropped + more, framesPerSecond, lagMillis, lastFrameAt, error);
    }

    /** One more frame; the rate is a moving average over about ten. */
    SourceStatus frame(Instant at, long lag) {
        double rate = framesPerSecond;
        if (lastFrameAt != null) {
            double seconds = java.time.Duration.between(lastFrameAt, at).toNanos() / 1e9;
            double now = seconds > 0 ? 1 / seconds : rate;
            rate = rate == 0 ? now : 0.9 * rate + 0.1 * now;
        }
        return new SourceStatus(State.RUNNING, frames + 1, dropped, rate, lag, at, null);
    }
}
