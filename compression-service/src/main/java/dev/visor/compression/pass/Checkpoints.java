package dev.visor.compression.pass;

import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.compression.SearchReport;
import dev.visor.contracts.compression.ValueRange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What beginnings of recipes made of a model, kept so that recipes that begin alike share the work, and a run that was
 * killed goes on behind the last long pass. All beginnings are of one model, calibration set and seed.
 */
public interface Checkpoints {
    /** Keeps nothing and knows nothing. */
    Checkpoints NONE = new Checkpoints() {
        @Override
        public Optional<Checkpoint> find(List<Step> beginning) {
            return Optional.empty();
        }

        @Override
        public void keep(List<Step> beginning, Checkpoint checkpoint) {}
    };

    /** What these steps made, in this order, with these options and conditions. */
    Optional<Checkpoint> find(List<Step> beginning);

    /** Keeps what these steps made. */
    void keep(List<Step> beginning, Checkpoint checkpoint);

    /**
     * A graph and what led to it.
     *
     * @param model the graph as an ONNX file
     * @param reports one a step
     * @param ranges the last calibration report, empty if nothing was calibrated
     * @param search the last report of a search, or null
     */
    record Checkpoint(
            byte[] model,
            List<PassReport> reports,
            List<ValueRange> ranges,
            @Nullable SearchReport search) {
        public Checkpoint {
            reports = List.copyOf(reports);
            ranges = List.copyOf(ranges);
        }
    }
}
