package dev.visor.platform.artifact;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreProperties.class)
class StoreConfiguration {
    @Bean
    ArtifactStore artifactStore(StoreProperties properties) {
        return new FileArtifactStore(properties.path());
    }
}
