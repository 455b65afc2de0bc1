package dev.visor.ingest.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.ingest.dashboard.view.Fleet;
import dev.visor.ingest.dashboard.view.Library;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

class EmptyPagesTest {
    @Test
    void aFirstVisitSaysWhatToDo() {
        String page = render(
                "overview",
                Map.of(
                        "rows",
                        List.of(),
                        "fleet",
                        new Fleet(List.of(), List.of()),
                        "frames",
                        List.of(),
                        "library",
                        new Library(List.of(), List.of())));
        assertThat(page)
                .contains("No model yet.", "curl -T detector.onnx")
                .contains("Nothing is promoted yet")
                .contains("No frame yet")
                .contains("No dataset yet.")
                .contains("the default policy holds");
    }

    @Test
    void aFleetWithoutNodesSaysWhatToDo() {
        String page = render(
                "fleet",
                Map.of(
                        "fleet",
                        new Fleet(
                                List.of(new Fleet.Champion(
                                        "roadside",
                                        "m.1.int8",
                                        "m",
                                        1,
                                        Sha256.of(new byte[0]),
                                        9,
                                        0.25,
                                        1,
                                        Instant.EPOCH,
                                        0,
                                        0)),
                                List.of())));
        assertThat(page).contains("No node was heard of", "m.1.int8").doesNotContain("Nothing is promoted yet");
    }

    private static String render(String template, Map<String, Object> model) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        engine.setLinkBuilder(new PlainLinks());
        Context context = new Context(Locale.ROOT, model);
        context.setVariable("words", new PageWords(Instant.EPOCH));
        return engine.process(template, context);
    }

    /** Links as they are: there is no request to be relative to. */
    private static final class PlainLinks extends org.thymeleaf.linkbuilder.StandardLinkBuilder {
        @Override
        protected String computeContextPath(
                org.thymeleaf.context.IExpressionContext context, String base, Map<String, Object> parameters) {
            return "";
        }
    }
}
