package dev.visor.contracts.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of policies says what the code says. {@code -Dpolicy.page=write} writes its table again. */
class PolicyPageTest {
    private static final Path PAGE = Path.of("..", "docs", "policies.md");
    private static final Path METRIC =
            Path.of("src", "main", "java", "dev", "visor", "contracts", "policy", "Metric.java");
    private static final String BEGIN = "<!-- metrics, written by PolicyPageTest -->\n";
    private static final String END = "<!-- end of metrics -->\n";

    @Test
    void listsEveryMetric() throws IOException {
        String page = Files.readString(PAGE);
        String written =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));
        if ("write".equals(System.getProperty("policy.page"))) {
            Files.writeString(PAGE, written);
            return;
        }
        assertThat(page)
                .as("the table is stale; run this test with -Dpolicy.page=write")
                .isEqualTo(written);
    }

    @Test
    void describesEveryKindOfGate() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(GateSpec.class.getAnnotation(JsonSubTypes.class).value())
                .extracting(JsonSubTypes.Type::name)
                .allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
    }

    private static String table() throws IOException {
        String source = Files.readString(METRIC);
        return "| metric | unit | better | for each | interval | what it is |\n|---|---|---|---|---|---|\n"
                + Arrays.stream(Metric.values())
                        .map(metric -> "| `%s` | %s | %s | %s | %s | %s |\n"
                                .formatted(
                                        metric.word(),
                                        unit(metric),
                                        metric.greaterIsBetter() ? "greater" : "less",
                                        scope(metric),
                                        metric.hasInterval() ? "yes" : "",
                                        meaning(metric, source)))
                        .collect(Collectors.joining());
    }

    private static String unit(Metric metric) {
        return switch (metric.unit()) {
            case FRACTION -> "0 … 1";
            case PER_PICTURE -> "a picture";
            case MILLIS -> "ms";
            case BYTES -> "bytes";
        };
    }

    private static String scope(Metric metric) {
        return metric.isPerClass() ? "class, slice" : metric.isPerSlice() ? "slice" : "";
    }

    private static String meaning(Metric metric, String source) {
        return Pattern.compile("/\\*\\* ([^*]+) \\*/\\s+" + metric.name() + "\\(")
                .matcher(source)
                .results()
                .map(MatchResult::group)
                .map(text -> text.replaceAll("^/\\*\\* | \\*/[\\s\\S]*$", ""))
                .findFirst()
                .orElseThrow(() -> new AssertionError(metric + " has no sentence in Metric.java"));
    }
}
