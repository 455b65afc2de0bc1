package dev.visor.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnowTest extends CorruptionContract {
    SnowTest() {
        super("snow", true, "01676a48");
    }

    @Test
    void leavesAWhitePictureAlone() {
        leavesAlone(SampleScene.plain(40, 30, 255, 255, 255), 0);
    }

    @Test
    void onlyMakesBrighter() {
        for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
            byte[] worse = corruption.apply(STREET, severity, 7).bgr();
            for (int i = 0; i < worse.length; i++) {
                assertThat(worse[i] & 0xFF).isGreaterThanOrEqualTo(STREET.bgr()[i] & 0xFF);
            }
        }
    }
}
