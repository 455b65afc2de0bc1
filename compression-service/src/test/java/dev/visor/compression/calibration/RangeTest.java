package dev.visor.compression.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RangeTest {
    @Test
    void puts255StepsIntoTheRangeAndKeepsZeroExact() {
        Range range = new Range(-1, 3);
        assertThat(range.scale()).isEqualTo(4f / 255);
        assertThat(range.zeroPoint()).isEqualTo(64);
    }

    @Test
    void makesAPixelsRangeExact() {
        assertThat(Range.including(0, 255).scale()).isEqualTo(1f);
        assertThat(Range.including(0, 255).zeroPoint()).isZero();
    }

    @Test
    void putsZeroInTheMiddleOfASymmetricRange() {
        Range range = new Range(-1, 3).symmetric();
        assertThat(range).isEqualTo(new Range(-3, 3));
        assertThat(range.isSymmetric()).isTrue();
        assertThat(range.zeroPoint()).isEqualTo(128);
    }

    @Test
    void refusesARangeWithoutZero() {
        assertThatThrownBy(() -> new Range(1, 2)).hasMessage("a range is finite and includes 0, was 1.0 to 2.0");
    }

    @Test
    void givesConstantZeroAStep() {
        assertThat(new Range(0, 0).scale()).isPositive();
    }
}
