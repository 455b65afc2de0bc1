package dev.visor.testkit;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/** Gives an application context its world: {@code visor.db.*}, {@code visor.kafka.*}, {@code visor.store.path}. */
public final class WorldInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Backends.World world = Backends.newWorld();
        Path folder = TemporaryFolders.create("visor-test");
        context.getEnvironment()
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "visor-test-defaults",
                        Map.of(
                                "spring.main.banner-mode", "off",
                                "logging.level.kafka", "WARN",
                                "logging.level.state.change.logger", "WARN",
                                "logging.level.io.zonky", "WARN")));
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "visor-test-world",
                        Map.of(
                                "visor.db.url", world.databaseUrl(),
                                "visor.db.password", world.databasePassword(),
                                "visor.kafka.bootstrap", world.kafkaBootstrap(),
                                "visor.kafka.topic-prefix", world.topicPrefix(),
                                "visor.store.path", folder.resolve("store").toString(),
                                "visor.data", folder.resolve("data").toString(),
                                "spring.datasource.hikari.maximum-pool-size", "8",
                                "spring.lifecycle.timeout-per-shutdown-phase", "5s")));
        EventScenario scenario = new EventScenario(world);
        context.getBeanFactory().registerSingleton("eventScenario", scenario);
        context.getBeanFactory().registerSingleton("testWorld", world);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == context) {
                scenario.close();
            }
        });
    }
}
