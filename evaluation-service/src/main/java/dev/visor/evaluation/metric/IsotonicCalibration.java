package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Observations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Corrects scores by the rising map that is nearest to the outcomes in squares (isotonic regression by pooling adjacent
 * violators; Zadrozny and Elkan 2002). Between breakpoints it is a straight line, outside of them constant. Scores may
 * become equal.
 *
 * @param scores of the breakpoints, rising
 * @param values corrected scores at them, never falling, 0 to 1
 * @param detections how many it was fitted on
 */
public record IsotonicCalibration(double[] scores, double[] values, int detections) implements ScoreCorrection {
    public IsotonicCalibration {
        if (scores.length == 0 || scores.length != values.length) {
            throw new IllegalArgumentException("a map has as many scores as values and at least one, were %d and %d"
                    .formatted(scores.length, values.length));
        }
    }

    /** Detections that share one corrected score. */
    private record Block(double from, double to, int detections, int right) {
        Block with(Block next) {
            return new Block(from, next.to, detections + next.detections, right + next.right);
        }

        /** Whether this one's share of right detections is not below the next one's. */
        boolean violates(Block next) {
            return (long) right * next.detections >= (long) next.right * detections;
        }

        double value() {
            return (double) right / detections;
        }
    }

    /**
     * Fits it to detections of at least this score; right means IoU 0.5 by COCO's greedy matching. Without detections it
     * leaves scores as they are.
     */
    public static IsotonicCalibration fit(Observations observations, double leastScore) {
        ScoredOutcomes outcomes = ScoredOutcomes.of(observations, leastScore);
        if (outcomes.size() == 0) {
            return new IsotonicCalibration(new double[] {0, 1}, new double[] {0, 1}, 0);
        }
        Deque<Block> pooled = new ArrayDeque<>();
        for (Block score : byScore(outcomes)) {
            Block block = score;
            while (!pooled.isEmpty() && pooled.getLast().violates(block)) {
                block = pooled.removeLast().with(block);
            }
            pooled.addLast(block);
        }
        return of(pooled, outcomes.size());
    }

    /** One block a score that occurs, rising. */
    private static List<Block> byScore(ScoredOutcomes outcomes) {
        List<Block> single = new ArrayList<>(outcomes.size());
        for (int i = 0; i < outcomes.size(); i++) {
            double score = outcomes.scores()[i];
            single.add(new Block(score, score, 1, outcomes.right()[i] ? 1 : 0));
        }
        single.sort((a, b) -> Double.compare(a.from, b.from));
        List<Block> blocks = new ArrayList<>();
        for (Block block : single) {
            if (!blocks.isEmpty() && blocks.getLast().from == block.from) {
                blocks.set(blocks.size() - 1, blocks.getLast().with(block));
            } else {
                blocks.add(block);
            }
        }
        return blocks;
    }

    private static IsotonicCalibration of(Deque<Block> blocks, int detections) {
        double[] scores = new double[2 * blocks.size()];
        double[] values = new double[2 * blocks.size()];
        int size = 0;
        for (Block block : blocks) {
            for (double end :
                    block.from == block.to ? new double[] {block.from} : new double[] {block.from, block.to}) {
                scores[size] = end;
                values[size++] = block.value();
            }
        }
        return new IsotonicCalibration(Arrays.copyOf(scores, size), Arrays.copyOf(values, size), detections);
    }

    @Override
    public double apply(double score) {
        int at = Arrays.binarySearch(scores, score);
        if (at >= 0) {
            return values[at];
        }
        int above = -1 - at;
        if (above == 0) {
            return values[0];
        }
        if (above == scores.length) {
            return values[above - 1];
        }
        int below = above - 1;
        double part = (score - scores[below]) / (scores[above] - scores[below]);
        return values[below] + part * (values[above] - values[below]);
    }
}
