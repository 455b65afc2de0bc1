package dev.visor.platform.security;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SecurityProperties.class, ServerProperties.class})
class SecurityConfiguration {
    /** Right after the trace context. */
    @Bean
    FilterRegistrationBean<AccessFilter> accessFilter(
            SecurityProperties security,
            ServerProperties server,
            JsonMapper json,
            @Value("${spring.application.name}") String application) {
        AccessRules rules = AccessRules.of(server.getAddress(), security.token(), application);
        FilterRegistrationBean<AccessFilter> registration = new FilterRegistrationBean<>(new AccessFilter(rules, json));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }
}
