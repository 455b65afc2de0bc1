package dev.visor.detection.dataset.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Layout;
import dev.visor.detection.dataset.ParsedDataset;
import dev.visor.detection.dataset.ParsedImage;
import dev.visor.detection.dataset.Rule;
import dev.visor.detection.dataset.SmallDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports as CVAT's documentation of "CVAT for images 1.1" shows them. */
class CvatReaderTest {
    private static final String META = """
            <version>1.1</version><meta><task><subset>Train</subset><labels>
              <label><name>without</name><type>any</type></label>
              <label><name>with</name><type>rectangle</type>
                <attributes><attribute><name>difficult</name></attribute></attributes></label>
              <label><name>night</name><type>tag</type></label>
            </labels></task></meta>
            """;

    @TempDir
    Path root;

    private SmallDataset files;

    @BeforeEach
    void begin() {
        files = new SmallDataset(root);
    }

    @Test
    void readsBoxesClassesSubsetsAndTags() throws IOException {
        files.picture("images/a.png").picture("images/b.png").picture("images/more/c.png");
        annotations("""
                <image id="0" name="a.png" subset="Validation" width="100" height="50">
                  <box label="with" occluded="0" xtl="10.0" ytl="5.0" xbr="30.0" ybr="25.0" z_order="0">
                    <attribute name="difficult">true</attribute></box>
                  <box label="without" xtl="50" ytl="5" xbr="60" ybr="25"></box>
                  <tag label="night"><attribute name="weather">rain</attribute></tag>
                </image>
                <image id="1" name="b.png" width="100" height="50"></image>
                """);
        ParsedDataset dataset = files.read();

        assertThat(dataset.layout()).isEqualTo(Layout.CVAT);
        assertThat(dataset.classes())
                .as("as declared, without labels of pictures")
                .containsExactly("without", "with");
        ParsedImage judged = dataset.split(Split.VAL).getFirst();
        assertThat(judged.boxes())
                .containsExactly(new LabelledBox(1, 10, 5, 20, 20, 400, false, true), LabelledBox.of(0, 50, 5, 10, 20));
        assertThat(judged.tags()).containsExactly(Map.entry("night", "true"), Map.entry("weather", "rain"));
        ParsedImage background = dataset.split(Split.TRAIN).getFirst();
        assertThat(background.labelled())
                .as("listed without shapes is background")
                .isTrue();
        assertThat(dataset.split(Split.VAL).get(1).labelled())
                .as("not listed is unlabelled")
                .isFalse();
        assertThat(dataset.findings()).extracting(Finding::rule).containsExactly(Rule.UNLABELLED);
    }

    @Test
    void takesTheBoxAroundTurnedAndFreeShapes() throws IOException {
        files.picture("images/a.png");
        annotations("""
                <image id="0" name="a.png" subset="val">
                  <box label="with" xtl="40" ytl="20" xbr="60" ybr="30" rotation="90"/>
                  <polygon label="with" points="10.0,10.0;30.0,12.0;20.0,40.0"/>
                  <ellipse label="with" cx="80" cy="25" rx="5" ry="10"/>
                  <mask label="with" rle="0, 1" left="1" top="2" width="3" height="4"/>
                </image>
                """);
        ParsedDataset dataset = files.read();

        List<LabelledBox> boxes = dataset.images().getFirst().boxes();
        assertThat(boxes.getFirst().x()).isCloseTo(45, within(1e-9));
        assertThat(boxes.getFirst().y()).isCloseTo(15, within(1e-9));
        assertThat(boxes.getFirst().height()).isCloseTo(20, within(1e-9));
        assertThat(boxes.subList(1, 4))
                .containsExactly(
                        LabelledBox.of(1, 10, 10, 20, 30),
                        LabelledBox.of(1, 75, 15, 10, 20),
                        LabelledBox.of(1, 1, 2, 3, 4));
        assertThat(dataset.findings(Rule.POLYGON)).hasSize(4);
    }

    @Test
    void namesEveryFaultWithItsLine() throws IOException {
        files.picture("images/a.png");
        annotations("""
                <image id="0" name="a.png" subset="Default" width="99" height="50">
                  <box label="with" xtl="ten" ytl="5" xbr="30" ybr="25"/>
                  <box label="with" xtl="30" ytl="5" xbr="10" ybr="25"/>
                  <box xtl="1" ytl="5" xbr="10" ybr="25"/>
                  <points label="with" points="1,2"/>
                  <polygon label="with" points=""/>
                  <box label="other" xtl="1" ytl="5" xbr="10" ybr="25"/>
                </image>
                <image id="1" name="a.png"/>
                <image id="2" name="../../etc/gone.png"/>
                """);
        ParsedDataset dataset = files.read();

        assertThat(dataset.classes()).containsExactly("without", "with", "other");
        assertThat(dataset.images())
                .singleElement()
                .satisfies(i -> assertThat(i.boxes()).hasSize(1));
        assertThat(dataset.split(Split.TRAIN)).as("the task's subset").hasSize(1);
        assertThat(dataset.findings())
                .extracting(f -> f.line() + " " + f.rule())
                .containsExactlyInAnyOrder(
                        "0 SIZE_MISMATCH",
                        "10 MALFORMED_LABEL",
                        "11 EMPTY_BOX",
                        "12 UNKNOWN_CLASS",
                        "13 MALFORMED_LABEL",
                        "14 POLYGON",
                        "14 MALFORMED_LABEL",
                        "0 DESCRIPTION",
                        "0 IMAGE_MISSING");
    }

    @Test
    void givesNoPictureTheLabelsOfOneOfTheSameName() throws IOException {
        files.picture("images/train/a.png").picture("images/val/a.png");
        annotations("""
                <image id="0" name="elsewhere/a.png"/>
                <image id="1" name="a.png" subset="val"><box label="with" xtl="1" ytl="5" xbr="10" ybr="25"/></image>
                """);
        ParsedDataset dataset = files.read();

        assertThat(dataset.findings(Rule.IMAGE_MISSING)).hasSize(1);
        assertThat(dataset.split(Split.VAL).getFirst().boxes()).hasSize(1);
        assertThat(dataset.split(Split.TRAIN).getFirst().labelled()).isFalse();
    }

    @Test
    void refusesDocumentTypesEntitiesAndVideos() throws IOException {
        files.picture("images/a.png").text("secret.txt", "secret");
        files.text("annotations.xml", """
                <!DOCTYPE annotations [<!ENTITY x SYSTEM "secret.txt"><!ENTITY y "&x;&x;">]>
                <annotations><image name="a.png"><box label="b"><attribute name="n">&y;</attribute></box></image></annotations>
                """);
        refuses("document types and entities are not read");

        files.text("annotations.xml", "<annotations><track id=\"0\" label=\"with\"/></annotations>");
        refuses("export the task as 'CVAT for images 1.1'");

        files.text("annotations.xml", "<annotations>" + "<a>".repeat(1000));
        refuses("nest deeper than 20");

        files.text("annotations.xml", "<annotations><image name=\"a.png\">");
        refuses("not well-formed XML");

        files.text("annotations.xml", "<annotations><image name=\"a.png\"/></annotations>");
        refuses("there are no classes");
    }

    private void refuses(String words) {
        assertThatThrownBy(files::read).isInstanceOf(VisorException.class).hasMessageContaining(words);
    }

    private void annotations(String images) throws IOException {
        files.text(
                "annotations.xml",
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotations>\n" + META + images + "</annotations>");
    }
}
