package dev.visor.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void namesEveryTakenPortAndTheWayOut() throws IOException {
        try (ServerSocket ingest = taken();
                ServerSocket kafka = taken()) {
            Ports ports =
                    new Ports(Map.of(VisorService.INGEST, ingest.getLocalPort()), kafka.getLocalPort(), free(), free());

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining(ingest.getLocalPort() + " (ingest)")
                    .hasMessageContaining(kafka.getLocalPort() + " (kafka)")
                    .hasMessageContaining("-Dvisor.port.<name>=<port>");
        }
    }

    @Test
    void leavesFreePortsAlone() throws IOException {
        new Ports(Map.of(VisorService.INGEST, free()), free(), free(), free()).requireFree();
    }

    @Test
    void aPortOutOfRangeIsRefusedByName() {
        System.setProperty("visor.port.kafka", "99999");
        try {
            assertThatThrownBy(Ports::configured)
                    .hasMessageContaining("visor.port.kafka")
                    .hasMessageContaining("99999");
        } finally {
            System.clearProperty("visor.port.kafka");
        }
        assertThat(Ports.configured().bootstrap()).isEqualTo("127.0.0.1:9092");
    }

    private static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName(Ports.HOST));
    }

    private static int free() throws IOException {
        try (ServerSocket socket = taken()) {
            return socket.getLocalPort();
        }
    }
}
