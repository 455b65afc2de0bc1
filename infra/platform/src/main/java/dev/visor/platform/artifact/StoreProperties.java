package dev.visor.platform.artifact;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where artefacts are.
 *
 * @param path folder of the store, shared by all services; made if it is missing
 */
@Validated
@ConfigurationProperties("visor.store")
record StoreProperties(@NotNull Path path) {}
