package dev.visor.evaluation.run;

import dev.visor.evaluation.cost.LatencyMeter;
import dev.visor.evaluation.cost.MemoryMeter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RunProperties.class)
class RunConfiguration {
    @Bean
    LatencyMeter latencyMeter(RunProperties properties) {
        return new LatencyMeter(properties.latencyRounds(), properties.latencyBudget());
    }

    @Bean
    MemoryMeter memoryMeter(RunProperties properties) {
        return new MemoryMeter(properties.memoryRuns(), properties.memoryPatience());
    }
}
