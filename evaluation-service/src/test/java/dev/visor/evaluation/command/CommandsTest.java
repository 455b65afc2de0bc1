package dev.visor.evaluation.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.evaluation.coco.CocoFiles;
import dev.visor.evaluation.ledger.LedgerChain;
import dev.visor.evaluation.replay.LedgerFile;
import dev.visor.platform.artifact.FileArtifactStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CommandsTest {
    private static final String ROLLBACK = """
            {"kind":"ROLLBACK","sequence":5,"target":"roadside","withdrawn":"helmet.1.int8","restored":"helmet.1.int8"}""";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void cocoPrintsWhatTheServiceWouldAnswer() throws IOException {
        Path truth = Files.write(folder.resolve("gt"), CocoFiles.gzipped(CocoFiles.GROUND_TRUTH));
        Path seen = Files.write(folder.resolve("dt"), CocoFiles.plain(CocoFiles.DETECTIONS));
        assertThat(run("coco", truth.toString(), seen.toString())).hasValue(0);
        JsonNode report = ContractJson.MAPPER.readTree(out.toByteArray());
        assertThat(report.at("/stats").size()).isEqualTo(12);
        assertThat(report.at("/stats/8").asDouble()).isEqualTo(0.5);
        assertThat(report.at("/perClass/1/id").asInt()).isEqualTo(7);
        assertThat(errors.size()).isZero();
    }

    @Test
    void badInputIsOneLineAndAStatus() throws IOException {
        Path truth = Files.write(folder.resolve("gt"), CocoFiles.plain("{}"));
        assertThat(run("coco", truth.toString(), truth.toString())).hasValue(2);
        assertThat(said()).hasSize(1).first().asString().contains("one is missing");
        assertThat(run("coco", truth.toString(), "/nowhere")).hasValue(2);
        assertThat(run("coco", "/nowhere", truth.toString())).hasValue(2);
        assertThat(said().getLast()).isEqualTo("there is no file /nowhere");
        assertThat(run("coco", truth.toString())).hasValue(2);
        assertThat(said().getLast()).startsWith("coco takes 2 files, were 1");
        assertThat(run("coco", truth.toString(), truth.toString(), "many")).hasValue(2);
        assertThat(said().getLast()).isEqualTo("'many' is no whole number");
        assertThat(out.size()).isZero();
    }

    @Test
    void anUnknownCommandIsAnsweredWithThoseThereAre() {
        assertThat(run("cocoo")).hasValue(2);
        assertThat(said()).first().asString().contains("'cocoo' is no command");
        assertThat(said())
                .anySatisfy(line -> assertThat(line).contains("coco <groundTruth> <detections>"))
                .anySatisfy(line -> assertThat(line).contains("verify <ledger.json> <artefacts>"));
    }

    @Test
    void aLedgerThatIsNoneAndAFolderThatIsNotThereAreSaidInOneLine(@TempDir Path folder) throws IOException {
        Path ledger = Files.writeString(folder.resolve("ledger.json"), "{}");
        assertThat(run("verify", ledger.toString(), folder.toString())).hasValue(2);
        assertThat(said().getLast()).startsWith("the ledger is what GET /api/v1/ledger answers");
        assertThat(run("verify", ledger.toString(), "/nowhere")).hasValue(2);
        assertThat(said().getLast()).isEqualTo("there is no artefact folder /nowhere");
        assertThat(run("verify", ledger.toString())).hasValue(2);
        assertThat(said().getLast()).startsWith("verify takes a file and a folder, were 1");
    }

    @Test
    void anEntryThatCantBeReadIsBrokenInOneLineAndTheOthersAreChecked() throws IOException {
        FileArtifactStore store = new FileArtifactStore(folder.resolve("store"));
        Sha256 damaged = store.put("no case".getBytes(StandardCharsets.UTF_8)).digest();
        Sha256 old = store.put("{\"dead\":false,\"championSequence\":0}".getBytes(StandardCharsets.UTF_8))
                .digest();
        Sha256 lost = Sha256.of(new byte[] {1});
        Path ledger = ledger(promotion(1, damaged), promotion(2, old), promotion(3, lost), "no entry", ROLLBACK);

        assertThat(run("verify", ledger.toString(), folder.resolve("store").toString()))
                .hasValue(1);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).filteredOn(l -> l.contains("holds   chained as")).hasSize(5);
        assertThat(lines)
                .filteredOn(l -> l.contains("BROKEN"))
                .satisfiesExactly(
                        l -> assertThat(l)
                                .startsWith("entry 1  BROKEN  verdict on helmet.1.int8: it is damaged or of another"
                                        + " version: line 1, column 1: Unrecognized token"),
                        l -> assertThat(l)
                                .startsWith(
                                        "entry 2  BROKEN  verdict on helmet.1.int8: it is damaged or of another version"),
                        l -> assertThat(l)
                                .startsWith("entry 3  BROKEN  verdict on helmet.1.int8: ")
                                .contains(lost.toString()),
                        l -> assertThat(l).startsWith("entry 4  BROKEN  the entry: it is damaged"));
        assertThat(lines).hasSize(18).last().isEqualTo("5 entries, 17 checks, 4 broken");
        assertThat(errors.size()).isZero();
    }

    private static String promotion(long sequence, Sha256 caseFile) {
        return """
                {"kind":"PROMOTION","sequence":%d,"target":"roadside","model":"helmet","version":1,\
                "variant":"helmet.1.int8","minimumScore":0.5,"seed":7,\
                "candidates":[{"variant":"helmet.1.int8","outcome":"PASS","caseFile":"%s"}]}""".formatted(sequence, caseFile);
    }

    private Path ledger(String... entries) throws IOException {
        List<LedgerFile.Line> lines = new ArrayList<>();
        Sha256 previous = Sha256.ofRaw(new byte[32]);
        for (String entry : entries) {
            Sha256 hash = LedgerChain.hash(previous, entry);
            lines.add(new LedgerFile.Line(lines.size() + 1, entry, previous, hash));
            previous = hash;
        }
        return Files.write(folder.resolve("ledger.json"), ContractJson.MAPPER.writeValueAsBytes(lines));
    }

    @Test
    void leavesTheServiceToStartWithoutACommand() {
        assertThat(run()).isEmpty();
        assertThat(run("--server.port=0")).isEmpty();
    }

    private OptionalInt run(String... arguments) {
        return Commands.run(arguments, printer(out), printer(errors));
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private List<String> said() {
        return errors.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
