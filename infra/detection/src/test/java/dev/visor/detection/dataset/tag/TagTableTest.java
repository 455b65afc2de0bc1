package dev.visor.detection.dataset.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.detection.dataset.Finding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TagTableTest {
    private static final List<String> PICTURES = List.of("images/train/a.jpg", "images/val/a.jpg", "images/val/b.jpg");

    private final List<Finding> findings = new ArrayList<>();

    @Test
    void readsQuotedFieldsAndBothWaysToNameAPicture() {
        TagTable table = parse("""
                \uFEFFfile,weather,place
                images/val/a.jpg,"rain, heavy","the ""old"" gate"\r
                b.jpg,,north

                """);

        assertThat(findings).isEmpty();
        assertThat(table.of("images/val/a.jpg"))
                .containsEntry("weather", "rain, heavy")
                .containsEntry("place", "the \"old\" gate");
        assertThat(table.of("images/val/b.jpg")).containsEntry("weather", "").containsEntry("place", "north");
        assertThat(table.of("images/train/a.jpg")).isEmpty();
    }

    @Test
    void namesLinesThatFitNoPicture() {
        TagTable table = parse("weather,file\nrain,a.jpg\nrain,gone.jpg\nrain\nfog,b.jpg\nsun,b.jpg\n");

        assertThat(findings).extracting(Finding::line).containsExactly(2, 3, 4, 6);
        assertThat(findings.getFirst().message()).contains("'a.jpg' is the path of no picture, or the name of several");
        assertThat(table.of("images/val/b.jpg")).containsEntry("weather", "fog");
    }

    @Test
    void takesNothingFromAFileThatIsNoTable() {
        assertThat(parse("picture,weather\nb.jpg,rain\n").of("images/val/b.jpg"))
                .isEmpty();
        assertThat(parse("file,weather\nb.jpg,\"rain\n").of("images/val/b.jpg")).isEmpty();
        assertThat(parse("file,weather\nb.jpg,\"rain\" and wind\n").of("images/val/b.jpg"))
                .isEmpty();
        assertThat(parse("").of("images/val/b.jpg")).isEmpty();
        assertThat(findings)
                .extracting(Finding::message)
                .satisfiesExactly(
                        m -> assertThat(m).contains("no column 'file'"),
                        m -> assertThat(m).contains("line 2: a quote is not closed"),
                        m -> assertThat(m).contains("line 2: text follows a closing quote"),
                        m -> assertThat(m).contains("no column 'file'"));
    }

    private TagTable parse(String text) {
        return TagTable.parse("tags.csv", text, PICTURES, findings);
    }
}
