package dev.visor.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.platform.security.AccessRules.Refusal;
import dev.visor.platform.security.AccessRules.Request;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final InetAddress LOOPBACK = address("127.0.0.1");

    private final AccessRules local = AccessRules.of(LOOPBACK, null, "ingest");
    private final AccessRules guarded = AccessRules.of(address("0.0.0.0"), TOKEN, "ingest");

    @Test
    void aServiceThatOthersCanReachNeedsAToken() {
        assertThatThrownBy(() -> AccessRules.of(address("0.0.0.0"), null, "ingest"))
                .hasMessageContaining("ingest would listen on 0.0.0.0")
                .hasMessageContaining("VISOR_SECURITY_TOKEN");
        assertThatThrownBy(() -> AccessRules.of(null, null, "ingest")).hasMessageContaining("every address");
    }

    @Test
    void aShortTokenIsRefusedAndNoTokenIsPrinted() {
        assertThatThrownBy(() -> new SecurityProperties("short")).hasMessageContaining("has 5 characters, at least 32");
        assertThat(new SecurityProperties(TOKEN).toString()).doesNotContain(TOKEN);
        assertThat(new SecurityProperties(" ").token()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "localhost", "127.0.0.1:8080", "127.8.4.2", "[::1]:8080"})
    void onLoopbackItsOwnNamesAreServed(String host) {
        assertThat(local.check(request("GET", host, null, null, null))).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080", "10.0.0.4", "[::2]"})
    void onLoopbackOtherNamesAreRefused(@Nullable String host) {
        assertThat(local.check(request("GET", host, null, null, null)))
                .map(Refusal::status)
                .contains(403);
    }

    @Test
    void otherSitesMayNotChangeAnything() {
        String own = "localhost:8080";
        assertThat(local.check(request("POST", own, null, null, null))).isEmpty();
        assertThat(local.check(request("POST", own, null, "http://localhost:8080", null)))
                .isEmpty();
        assertThat(local.check(request("POST", own, null, null, "same-origin"))).isEmpty();
        assertThat(local.check(request("POST", own, null, "http://localhost:9999", null)))
                .isPresent();
        assertThat(local.check(request("PUT", own, null, "https://evil.example", null)))
                .isPresent();
        assertThat(local.check(request("DELETE", own, null, "null", null))).isPresent();
        assertThat(local.check(request("POST", own, null, null, "cross-site"))).isPresent();
        assertThat(local.check(request("POST", own, null, null, "same-site"))).isPresent();
        assertThat(local.check(request("GET", own, null, "https://evil.example", "cross-site")))
                .isEmpty();
    }

    @Test
    void withATokenOnlyHealthIsOpen() {
        assertThat(guarded.check(new Request("GET", "/actuator/health", "pod", null, null, null)))
                .isEmpty();
        assertThat(guarded.check(new Request("GET", "/actuator/health/readiness", "pod", null, null, null)))
                .isEmpty();
        assertThat(guarded.check(new Request("GET", "/actuator/healthy", "pod", null, null, null)))
                .isPresent();
        assertThat(status(null)).contains(401);
    }

    @Test
    void theTokenIsABearerTokenOrABasicPassword() {
        assertThat(status("Bearer " + TOKEN)).isEmpty();
        assertThat(status("bearer " + TOKEN)).isEmpty();
        assertThat(status(basic("anyone:" + TOKEN))).isEmpty();
        assertThat(status("Bearer " + TOKEN + "x")).contains(401);
        assertThat(status("Bearer ")).contains(401);
        assertThat(status(basic("anyone:" + TOKEN.substring(1)))).contains(401);
        assertThat(status("Basic !!")).contains(401);
        assertThat(status(TOKEN)).contains(401);
    }

    private Optional<Integer> status(@Nullable String authorization) {
        return guarded.check(request("GET", "visor.example", authorization, null, null))
                .map(Refusal::status);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static Request request(
            String method,
            @Nullable String host,
            @Nullable String authorization,
            @Nullable String origin,
            @Nullable String site) {
        return new Request(method, "/api/v1/models", host, authorization, origin, site);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
