package dev.visor.detection.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonLiteralTest {
    @Test
    void readsWhatStrWrites() {
        assertThat(PythonLiteral.parse("{0: 'helmet', 1: \"rider's head\", 2: 'a\\'b\\\\', 3: '\\u00e9'}"))
                .isEqualTo(Map.of(0L, "helmet", 1L, "rider's head", 2L, "a'b\\", 3L, "é"));
        assertThat(PythonLiteral.parse("[640, 640]")).isEqualTo(List.of(640L, 640L));
        assertThat(PythonLiteral.parse("('a',)")).isEqualTo(List.of("a"));
        assertThat(PythonLiteral.parse("{'nms': True, 'half': False, 'fraction': 1.0}"))
                .isEqualTo(Map.of("nms", true, "half", false, "fraction", 1.0));
        assertThat(PythonLiteral.parse("None")).isNull();
        assertThat(PythonLiteral.parse("{}")).isEqualTo(Map.of());
    }

    @Test
    void refusesEverythingElse() {
        for (String bad : List.of(
                "",
                "{",
                "{0: 'a'",
                "['a' 'b']",
                "'open",
                "__import__('os')",
                "[1] x",
                "{0 'a'}",
                "'\\u12'",
                "[".repeat(100))) {
            assertThatThrownBy(() -> PythonLiteral.parse(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
