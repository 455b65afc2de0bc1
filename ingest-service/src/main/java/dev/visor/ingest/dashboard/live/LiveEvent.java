package dev.visor.ingest.dashboard.live;

/**
 * One event of the stream.
 *
 * @param id {@code <epoch>-<sequence>}: where a page that comes back goes on
 * @param sequence counts up from 1 within the epoch
 * @param name {@code model}, {@code progress}, {@code fleet}, {@code detection}, {@code library}, {@code experiment}, or {@code resync} when
 *     events may have been missed
 * @param data JSON
 */
record LiveEvent(String id, long sequence, String name, String data) {}
