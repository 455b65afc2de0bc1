/**
 * What every service stands on; the only shared code that knows Spring. A service scans {@code dev.visor.platform} beside
 * its own packages, its {@code application.yml} imports {@code platform.yml} and {@code <service>.yml}, and then:
 *
 * <table border="1">
 * <caption>What to use for what</caption>
 * <tr><td>publish a fact</td><td>{@code EventPublisher.publish(event)} inside a transaction; outside of a handler or a
 *     task name the story: {@code publish(event, Correlation.startingWith(upload))}</td></tr>
 * <tr><td>handle an event</td><td>a bean {@code EventHandler<E>}: {@code type()}, {@code handle(event, context)}; runs in a
 *     transaction, once for each event; throw {@code VisorException} of kind CALLER or INTERNAL for a dead letter at once,
 *     RESOURCES, EXTERNAL or anything unknown to be tried again</td></tr>
 * <tr><td>follow a compacted topic</td><td>a bean {@code StateFollower<E>}: every instance reads it wholly</td></tr>
 * <tr><td>send detections</td><td>{@code DirectEventSender.send(event)}: never blocks, may drop</td></tr>
 * <tr><td>do long work</td><td>{@code WorkQueue.submit(kind, id, payload)} inside a transaction and a bean {@code
 *     WorkHandler<T>}: {@code run(payload, context)} outside of transactions, {@code failed(payload, failure)} inside of
 *     one when it is over</td></tr>
 * <tr><td>keep bytes</td><td>{@code ArtifactStore.put}, {@code open}, {@code fetch}</td></tr>
 * <tr><td>refuse a request</td><td>throw {@code VisorException}; it becomes a problem (RFC 9457)</td></tr>
 * <tr><td>read a request</td><td>a record; its components are required unless {@code @Nullable} or {@code
 *     Optional}</td></tr>
 * <tr><td>look at dead letters</td><td>{@code GET /api/v1/dead-letters}, {@code POST
 *     /api/v1/dead-letters/{id}/replay}</td></tr>
 * <tr><td>migrate</td><td>{@code db/migration/V1…}; the platform's tables (outbox, inbox, scheduled_tasks,
 *     dead_letter) are {@code db/platform/V0_…}</td></tr>
 * <tr><td>test</td><td>{@code @VisorTest} of the testkit: a real broker and database, {@code EventScenario}
 *     injected</td></tr>
 * </table>
 */
@NullMarked
package dev.visor.platform;

import org.jspecify.annotations.NullMarked;
