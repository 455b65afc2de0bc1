package dev.visor.platform.messaging;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Starts what talks to Kafka once the topics are there, without keeping the service waiting, and ends it before the
 * database goes: first what comes in, then what goes out.
 */
final class MessagingLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MessagingLifecycle.class);

    private final KafkaTopics topics;
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;
    private final List<TopicFollower> followers;
    private final OutboxRelay relay;
    private final BufferedDirectSender direct;
    private final List<Thread> incoming = new ArrayList<>();
    private final List<Thread> outgoing = new ArrayList<>();
    private @Nullable Thread starter;
    private volatile boolean running;

    MessagingLifecycle(
            KafkaTopics topics,
            List<ConcurrentMessageListenerContainer<String, byte[]>> containers,
            List<TopicFollower> followers,
            OutboxRelay relay,
            BufferedDirectSender direct) {
        this.topics = topics;
        this.containers = containers;
        this.followers = followers;
        this.relay = relay;
        this.direct = direct;
    }

    @Override
    public synchronized void start() {
        running = true;
        relay.begin();
        direct.begin();
        followers.forEach(TopicFollower::begin);
        starter = Thread.ofPlatform().name("visor-kafka-start").daemon().start(() -> {
            topics.run();
            if (topics.ready().isDone()) {
                startAll();
            }
        });
    }

    private synchronized void startAll() {
        if (!running) {
            return;
        }
        outgoing.add(thread("visor-outbox-relay", relay));
        outgoing.add(thread("visor-direct-sender", direct));
        followers.forEach(follower -> incoming.add(thread("visor-state-follower", follower)));
        containers.forEach(ConcurrentMessageListenerContainer::start);
    }

    @Override
    public void stop() {
        synchronized (this) {
            running = false;
        }
        if (starter != null) {
            starter.interrupt();
        }
        containers.forEach(ConcurrentMessageListenerContainer::stop);
        followers.forEach(TopicFollower::stop);
        join(incoming);
        relay.stop();
        direct.stop();
        join(outgoing);
        incoming.clear();
        outgoing.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before the web server does, starts after it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 512;
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().start(work);
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                if (!thread.join(java.time.Duration.ofSeconds(6))) {
                    LOG.debug("{} is interrupted", thread.getName());
                    thread.interrupt();
                    thread.join(2_000);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
