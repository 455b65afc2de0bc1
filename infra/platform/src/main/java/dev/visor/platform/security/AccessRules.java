package dev.visor.platform.security;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a request by what it says of itself.
 *
 * <p>With a token, everything but health needs it. Without one the service listens on loopback, and then the danger is
 * the browser on the same machine: a page of some other site whose name was made to resolve to 127.0.0.1 (the Host
 * header gives it away), or which sends a form here (Origin and Sec-Fetch-Site give it away).
 */
final class AccessRules {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final @Nullable String token;

    private AccessRules(@Nullable String token) {
        this.token = token;
    }

    /**
     * The rules for a service.
     *
     * @param address what it listens on; null is every address
     * @throws IllegalStateException if it can be reached from outside and has no token
     */
    static AccessRules of(@Nullable InetAddress address, @Nullable String token, String application) {
        boolean loopback = address != null && address.isLoopbackAddress();
        if (!loopback && token == null) {
            throw new IllegalStateException(
                    "%s would listen on %s, which others can reach: set visor.security.token (VISOR_SECURITY_TOKEN) to at least %d characters, or server.address to 127.0.0.1"
                            .formatted(
                                    application,
                                    address == null ? "every address" : address.getHostAddress(),
                                    SecurityProperties.SHORTEST_TOKEN));
        }
        return new AccessRules(token);
    }

    /** Why the request is refused, or empty if it may go on. */
    Optional<Refusal> check(Request request) {
        if (token != null) {
            if (!isHealth(request.path()) && !authorized(request.authorization())) {
                return Optional.of(new Refusal(401, "a token is needed: Authorization: Bearer …"));
            }
        } else if (!isLoopback(request.host())) {
            return Optional.of(
                    new Refusal(403, "this service answers to localhost only, not to '%s'".formatted(request.host())));
        }
        if (!SAFE.contains(request.method()) && isCrossSite(request)) {
            return Optional.of(new Refusal(403, "pages of other sites may not change anything here"));
        }
        return Optional.empty();
    }

    private static boolean isHealth(String path) {
        return path.equals("/actuator/health") || path.startsWith("/actuator/health/");
    }

    private boolean authorized(@Nullable String authorization) {
        if (authorization == null || token == null) {
            return false;
        }
        String lower = authorization.toLowerCase(Locale.ROOT);
        if (lower.startsWith("bearer ")) {
            return equal(authorization.substring(7).trim(), token);
        }
        if (lower.startsWith("basic ")) {
            try {
                String pair = new String(
                        Base64.getDecoder().decode(authorization.substring(6).trim()), StandardCharsets.UTF_8);
                return equal(pair.substring(pair.indexOf(':') + 1), token);
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
        return false;
    }

    private static boolean equal(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isLoopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.startsWith("[") ? host.substring(0, host.indexOf(']') + 1) : host.replaceFirst(":\\d+$", "");
        return name.equalsIgnoreCase("localhost") || name.equals("[::1]") || name.matches("127(\\.\\d{1,3}){3}");
    }

    private static boolean isCrossSite(Request request) {
        String site = request.secFetchSite();
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.origin();
        if (origin == null) {
            return false;
        }
        try {
            return !URI.create(origin).getRawAuthority().equalsIgnoreCase(request.host());
        } catch (IllegalArgumentException | NullPointerException e) {
            return true;
        }
    }

    /** What a request says of itself; absent headers are null. */
    record Request(
            String method,
            String path,
            @Nullable String host,
            @Nullable String authorization,
            @Nullable String origin,
            @Nullable String secFetchSite) {}

    /** Why not. */
    record Refusal(int status, String detail) {}
}
