package dev.visor.ingest.dashboard.projection;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The platform's own settings of Kafka, as far as reading topics again needs them. */
@ConfigurationProperties("visor.kafka")
record KafkaAccess(
        String bootstrap,
        @DefaultValue("") String topicPrefix,
        @DefaultValue Map<String, String> properties) {}
