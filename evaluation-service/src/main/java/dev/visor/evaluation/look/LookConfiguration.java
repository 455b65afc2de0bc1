package dev.visor.evaluation.look;

import dev.visor.platform.artifact.ArtifactStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class LookConfiguration {
    /** Of {@code visor.evaluation.picture-cache}: most bytes of decoded pictures kept between looks. */
    @Bean
    PictureCache pictureCache(
            ArtifactStore store, @Value("${visor.evaluation.picture-cache:192MB}") DataSize pictureCache) {
        return new PictureCache(store, pictureCache.toBytes());
    }
}
