package dev.visor.ingest.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.ingest.dashboard.DashboardProperties;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class LiveStreamTest {
    private static final Duration SOON = Duration.ofMillis(20);

    private final LiveStream stream = new LiveStream(new DashboardProperties(
            URI.create("http://127.0.0.1:1"),
            DataSize.ofMegabytes(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            3,
            4,
            10,
            Duration.ofSeconds(1)));

    @Test
    void whoListensHearsEverythingInOrder() throws Exception {
        Subscriber page = stream.subscribe(null);
        publish(3);
        assertThat(data(page)).containsExactly("1", "2", "3");
    }

    @Test
    void whoComesBackGetsWhatItMissedAndNothingTwice() throws Exception {
        Subscriber page = stream.subscribe(null);
        publish(2);
        String last = page.next(SOON).id();
        stream.leave(page);
        publish(2);
        Subscriber again = stream.subscribe(last);
        publish(1);
        assertThat(data(again)).containsExactly("2", "1", "2", "1");
    }

    @Test
    void whoMissedMoreThanIsKeptReadsAllAgain() throws Exception {
        Subscriber page = stream.subscribe(null);
        publish(1);
        String first = page.next(SOON).id();
        for (int i = 0; i < 12; i++) {
            publish(1);
        }
        LiveEvent event = stream.subscribe(first).next(SOON);
        assertThat(event.name()).isEqualTo("resync");
        assertThat(event.sequence()).isEqualTo(13);
    }

    @Test
    void whoComesFromAnotherProcessReadsAllAgain() throws Exception {
        publish(3);
        assertThat(stream.subscribe("abc-2").next(SOON).name()).isEqualTo("resync");
        assertThat(stream.subscribe("<script>").next(SOON).name()).isEqualTo("resync");
    }

    @Test
    void whoIsUpToDateIsLeftAlone() throws Exception {
        Subscriber page = stream.subscribe(null);
        publish(1);
        String last = page.next(SOON).id();
        assertThat(stream.subscribe(last).next(SOON)).isNull();
    }

    @Test
    void whoIsTooSlowIsDroppedAndNobodyElse() throws Exception {
        Subscriber slow = stream.subscribe(null);
        Subscriber quick = stream.subscribe(null);
        for (int i = 0; i < 5; i++) {
            publish(1);
            assertThat(quick.next(SOON)).isNotNull();
        }
        assertThat(slow.isClosed()).isTrue();
        assertThat(slow.next(SOON)).isNull();
        assertThat(quick.isClosed()).isFalse();
        assertThat(stream.listeners()).isEqualTo(1);
    }

    @Test
    void onlySoManyPagesMayListen() {
        for (int i = 0; i < 3; i++) {
            stream.subscribe(null);
        }
        assertThatThrownBy(() -> stream.subscribe(null)).hasMessageContaining("3 pages listen");
    }

    private void publish(int count) {
        for (int i = 1; i <= count; i++) {
            stream.publish("model", Integer.toString(i));
        }
    }

    private static List<String> data(Subscriber page) throws InterruptedException {
        List<String> data = new ArrayList<>();
        for (LiveEvent event = page.next(SOON); event != null; event = page.next(SOON)) {
            data.add(event.data());
        }
        return data;
    }
}
