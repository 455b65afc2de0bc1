package dev.visor.ingest.dashboard.api;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the description of all events: {@code /asyncapi.yaml} (AsyncAPI 3) and the JSON Schemas that it refers to. */
@Configuration(proxyBeanMethods = false)
class EventDocumentation implements WebMvcConfigurer {
    private static final String CONTRACTS = "classpath:/dev/visor/contracts/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/asyncapi.yaml").addResourceLocations(CONTRACTS);
        registry.addResourceHandler("/schemas/*.json").addResourceLocations(CONTRACTS + "schemas/");
    }
}
