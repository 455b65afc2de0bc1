package dev.visor.evaluation.run;

import dev.visor.evaluation.cost.CostSettings;
import dev.visor.evaluation.cost.Costs;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RunProperties.class)
class RunConfiguration {
    @Bean
    Costs costs(RunProperties properties) {
        return new Costs(new CostSettings(
                properties.latencyRounds(),
                properties.latencyBudget(),
                properties.latencyThreads(),
                properties.memoryRuns(),
                properties.memoryPatience()));
    }
}
