package dev.visor.platform.deadletter;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {
    @Bean
    DeadLetterTable deadLetterTable(JdbcClient jdbc) {
        return new DeadLetterTable(jdbc);
    }

    @Bean
    DeadLetterCollector deadLetterCollector(DeadLetterTable table) {
        return new DeadLetterCollector(table);
    }
}
