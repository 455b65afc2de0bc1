package dev.visor.platform.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import sun.misc.Signal;

/**
 * Ends a service on SIGTERM and SIGINT before the JVM's shutdown hooks run. Hooks run all at once, and ONNX Runtime's own
 * one frees its environment under models that still compute, which crashes the process in the middle of its goodbye.
 * Here the application is closed first; then the JVM exits.
 */
public final class OrderlyStop {
    private static final Logger LOG = LoggerFactory.getLogger(OrderlyStop.class);

    private OrderlyStop() {}

    /** Watches for signals from now on. */
    public static void onSignals(ConfigurableApplicationContext context) {
        handle("TERM", context);
        handle("INT", context);
    }

    private static void handle(String name, ConfigurableApplicationContext context) {
        try {
            Signal.handle(
                    new Signal(name),
                    signal -> Thread.ofPlatform().name("visor-stop").start(() -> stop(signal, context)));
        } catch (IllegalArgumentException e) {
            LOG.debug("SIG{} stays with the JVM: {}", name, e.toString());
        }
    }

    private static void stop(Signal signal, ConfigurableApplicationContext context) {
        LOG.info("stopping on SIG{}", signal.getName());
        int status = 128 + signal.getNumber();
        try {
            context.close();
        } finally {
            System.exit(status);
        }
    }
}
