package dev.visor.ingest.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void sizesAreDecimal() {
        assertThat(Words.bytes(0)).isEqualTo("0 B");
        assertThat(Words.bytes(999)).isEqualTo("999 B");
        assertThat(Words.bytes(12_300_000)).isEqualTo("12.3 MB");
        assertThat(Words.bytes(999_999)).isEqualTo("1.0 MB");
        assertThat(Words.bytes(151_000_000)).isEqualTo("151 MB");
    }

    @Test
    void figuresHaveNoNeedlessZeros() {
        assertThat(Words.figure(0.3)).isEqualTo("0.3");
        assertThat(Words.figure(0.0005)).isEqualTo("0.0005");
        assertThat(Words.figure(64)).isEqualTo("64");
        assertThat(Words.figure(1_045_000.5)).isEqualTo("1,045,000.5");
        assertThat(Words.figure(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void nothingToMeasureIsADash() {
        assertThat(Words.accuracy(-1)).isEqualTo("–");
        assertThat(Words.accuracy(0.60714)).isEqualTo("0.607");
    }

    @Test
    void durationsAreCoarse() {
        assertThat(Words.duration(Duration.ofSeconds(42))).isEqualTo("42 s");
        assertThat(Words.duration(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
        assertThat(Words.duration(Duration.ofHours(50))).isEqualTo("2 d 2 h");
        assertThat(Words.duration(Duration.ofSeconds(-5))).isEqualTo("0 s");
    }

    @Test
    void slowRatesAreByTheMinute() {
        assertThat(Words.rate(14.2, "images")).isEqualTo("14 images/s");
        assertThat(Words.rate(0.5, "points")).isEqualTo("0.5 points/s");
        assertThat(Words.rate(0.016, "points")).isEqualTo("1.0 points/min");
        assertThat(Words.rate(0, "points")).isEmpty();
    }
}
