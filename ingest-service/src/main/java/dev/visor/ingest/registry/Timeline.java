package dev.visor.ingest.registry;

import org.springframework.data.repository.Repository;

/** What happened to every version; only ever added to. */
interface Timeline extends Repository<TimelineEntry, Long> {
    TimelineEntry save(TimelineEntry entry);
}
