package dev.visor.platform.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who may talk to this service.
 *
 * @param token at least 32 characters that every request must bring, as a bearer token or as the password of HTTP Basic;
 *     absent only if the service listens on loopback alone
 */
@Validated
@ConfigurationProperties("visor.security")
record SecurityProperties(@Nullable String token) {
    static final int SHORTEST_TOKEN = 32;

    SecurityProperties {
        if (token != null && token.isBlank()) {
            token = null;
        }
        if (token != null && token.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException("visor.security.token has %d characters, at least %d are needed"
                    .formatted(token.length(), SHORTEST_TOKEN));
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SecurityProperties[token=%s]".formatted(token == null ? "absent" : "set");
    }
}
