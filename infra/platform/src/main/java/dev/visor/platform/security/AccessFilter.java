package dev.visor.platform.security;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.platform.observation.TraceContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Lets in whom the rules let in, and tells browsers to run nothing but our own pages. */
final class AccessFilter extends OncePerRequestFilter {
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
                    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final AccessRules rules;
    private final JsonMapper json;

    AccessFilter(AccessRules rules, JsonMapper json) {
        this.rules = rules;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        Optional<AccessRules.Refusal> refusal = rules.check(new AccessRules.Request(
                request.getMethod(),
                request.getRequestURI(),
                request.getHeader("Host"),
                request.getHeader("Authorization"),
                request.getHeader("Origin"),
                request.getHeader("Sec-Fetch-Site")));
        if (refusal.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            refuse(request, response, refusal.get());
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AccessRules.Refusal refusal)
            throws IOException {
        ErrorCode code = refusal.status() == 401 ? ErrorCode.UNAUTHORIZED : ErrorCode.FORBIDDEN;
        Map<String, Object> problem = new LinkedHashMap<>();
        String words = code.name().toLowerCase(Locale.ROOT);
        problem.put("type", "urn:visor:error:" + words);
        problem.put("title", words);
        problem.put("status", refusal.status());
        problem.put("detail", refusal.detail());
        problem.put("instance", request.getRequestURI());
        problem.put("code", code.name());
        TraceContext.current().ifPresent(trace -> problem.put("traceId", trace.traceId()));
        response.setStatus(refusal.status());
        if (refusal.status() == 401) {
            response.addHeader("WWW-Authenticate", "Bearer");
            response.addHeader("WWW-Authenticate", "Basic realm=\"Visor\", charset=\"UTF-8\"");
        }
        response.setContentType("application/problem+json");
        response.getOutputStream().write(json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
    }
}
