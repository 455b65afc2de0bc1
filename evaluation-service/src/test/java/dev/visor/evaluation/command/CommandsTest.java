package dev.visor.evaluation.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.ContractJson;
import dev.visor.evaluation.coco.CocoFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CommandsTest {
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
