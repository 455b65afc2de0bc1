package dev.visor.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelStageTest {
    /** Rows are from, columns are to, in the order of the enum. */
    @ParameterizedTest
    @CsvSource({
        //          UP QU CO EV PR PD RE FA
        "UPLOADED,    -, y, y, -, -, -, -, -",
        "QUARANTINED, -, -, -, -, -, -, -, -",
        "COMPRESSING, -, -, -, y, y, y, y, y",
        "EVALUATING,  -, -, -, -, y, y, y, y",
        "PROMOTING,   -, -, -, -, -, y, y, y",
        "PROMOTED,    -, -, -, -, y, -, y, -",
        "REJECTED,    -, -, -, -, y, -, -, -",
        "FAILED,      -, -, -, -, y, -, -, -",
    })
    void goesOnlyWhereTheTableSays(
            ModelStage from, String a, String b, String c, String d, String e, String f, String g, String h) {
        List<String> row = List.of(a, b, c, d, e, f, g, h);
        for (ModelStage to : ModelStage.values()) {
            assertThat(from.canBecome(to))
                    .as("%s → %s", from, to)
                    .isEqualTo(row.get(to.ordinal()).equals("y"));
        }
    }
}
