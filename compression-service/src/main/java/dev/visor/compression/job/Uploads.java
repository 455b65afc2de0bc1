package dev.visor.compression.job;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Uploads that variants were planned for. */
@Component
public class Uploads {
    private final JobTable jobs;

    Uploads(JobTable jobs) {
        this.jobs = jobs;
    }

    /**
     * One of a model.
     *
     * @param version which, or null for the latest
     */
    public Optional<Upload> find(String model, @Nullable Integer version) {
        return jobs.baseline(model, version).map(Job::upload);
    }
}
