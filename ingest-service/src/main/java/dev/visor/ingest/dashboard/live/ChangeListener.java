package dev.visor.ingest.dashboard.live;

import dev.visor.contracts.ContractJson;
import dev.visor.ingest.dashboard.projection.Announcer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Brings PostgreSQL's notifications to the live stream: whichever instance of the service committed a change, the pages of
 * all instances hear of it, and only after the commit. Keeps one connection. Frames come by the dozen; a page hears of a
 * camera at most twice a second.
 */
@Component
class ChangeListener implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
    private static final int WAIT_MILLIS = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final long DETECTION_NANOS = Duration.ofMillis(500).toNanos();

    private final DataSource dataSource;
    private final LiveStream stream;
    private final Map<String, Long> lastDetection = new HashMap<>();
    private volatile boolean running;
    private @Nullable Thread thread;

    ChangeListener(DataSource dataSource, LiveStream stream) {
        this.dataSource = dataSource;
        this.stream = stream;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name("visor-dashboard-listener").daemon().start(this::listen);
    }

    @Override
    public synchronized void stop() {
        running = false;
        stream.closeAll();
        if (thread != null) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Open streams would hold up the web server's graceful end: they are closed before it begins. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    private void listen() {
        Duration pause = Duration.ofMillis(200);
        boolean again = false;
        while (running) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("listen " + Announcer.CHANNEL);
                if (again) {
                    stream.publish("resync", "{}");
                }
                again = true;
                pause = Duration.ofMillis(200);
                follow(connection.unwrap(PGConnection.class));
                statement.execute("unlisten *");
            } catch (SQLException e) {
                if (running) {
                    LOG.warn("the live stream pauses: {}; trying again in {} ms", e.getMessage(), pause.toMillis());
                    sleep(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                }
            }
        }
    }

    private void follow(PGConnection connection) throws SQLException {
        while (running) {
            PGNotification[] notifications = connection.getNotifications(WAIT_MILLIS);
            if (notifications != null) {
                for (PGNotification notification : notifications) {
                    publish(notification.getParameter());
                }
            }
        }
    }

    private void publish(String payload) {
        try {
            JsonNode change = ContractJson.MAPPER.readTree(payload);
            String event = change.path("event").asString();
            JsonNode data = change.path("data");
            if (!event.equals("detection") || isDue(data.path("camera").asString())) {
                stream.publish(event, data.toString());
            }
        } catch (JacksonException e) {
            LOG.warn("a notification on {} can't be read: {}", Announcer.CHANNEL, e.getOriginalMessage());
        }
    }

    private boolean isDue(String camera) {
        long now = System.nanoTime();
        Long last = lastDetection.get(camera);
        if (last != null && now - last < DETECTION_NANOS) {
            return false;
        }
        lastDetection.put(camera, now);
        return true;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
