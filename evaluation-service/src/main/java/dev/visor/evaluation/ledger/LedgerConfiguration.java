package dev.visor.evaluation.ledger;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
    /** Read at the start: by the first decision an update may have put another jar in the place of the running one. */
    @Bean
    Environment decidingEnvironment() {
        return Environment.current();
    }
}
