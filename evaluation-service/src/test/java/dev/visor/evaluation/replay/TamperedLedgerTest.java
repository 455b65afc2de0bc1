package dev.visor.evaluation.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.evaluation.ledger.LedgerChain;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whoever changes one field of an entry and hashes the ledger anew is found out by what the artefacts say of it. */
class TamperedLedgerTest {
    private static final String OTHER = Sha256.of(new byte[] {1}).hex();

    private static Decision decision;

    @BeforeAll
    static void decide() {
        decision = new Decision();
    }

    @Test
    void leavesATrueEntryAlone() {
        List<Check> checks = decision.verify(false, decision.json());
        assertThat(checks).allSatisfy(c -> assertThat(c.defect()).as(c.what()).isNull());
        assertThat(checks)
                .extracting(Check::what)
                .contains(
                        "verdict on colours.2.blind: FAIL",
                        "colours.2.small is the smallest of 2 that pass",
                        "metrics as candidate of colours.2.baseline");
    }

    @Test
    void theModelsDigest() {
        assertThat(broken(e -> e.put("digest", OTHER))).containsExactly("file of colours.2.small");
    }

    @Test
    void theUpload() {
        assertThat(broken(e -> e.put("model", "others"))).containsExactly("upload of colours.2.small");
        assertThat(broken(e -> e.put("version", 7))).containsExactly("upload of colours.2.small");
    }

    @Test
    void theTarget() {
        assertThat(broken(e -> e.put("target", "elsewhere")))
                .contains("target of colours.2.small", "rival of colours.2.small");
    }

    @Test
    void theDatasetsDigest() {
        assertThat(broken(e -> e.put("datasetDigest", OTHER)))
                .containsExactly(
                        "dataset of colours.2.baseline", "dataset of colours.2.small", "dataset of colours.2.blind");
    }

    @Test
    void theDatasetsName() {
        assertThat(broken(e -> e.put("dataset", "others"))).containsExactly("name of the dataset of colours.2.small");
    }

    @Test
    void theSplit() {
        assertThat(broken(e -> e.put("split", "test"))).containsExactly("split of colours.2.small");
    }

    @Test
    void thePolicy() {
        assertThat(broken(e -> ((ArrayNode) e.at("/policy/gates")).remove(2)))
                .containsExactly(
                        "policy of colours.2.baseline", "policy of colours.2.small", "policy of colours.2.blind");
    }

    @Test
    void theTool() {
        assertThat(broken(e -> e.put("toolVersion", "another"))).containsExactly("tool of colours.2.small");
    }

    @Test
    void theSeed() {
        assertThat(broken(e -> e.put("seed", 1))).containsExactly("seed of colours.2.small");
    }

    @Test
    void eachMetric() {
        for (String metric : List.of("ap", "ap50", "ap75", "ar100", "latencyP50Millis", "latencyRatio")) {
            assertThat(broken(e -> ((ObjectNode) e.at("/metrics")).put(metric, 0.999)))
                    .as(metric)
                    .containsExactly("metrics of colours.2.small");
        }
        assertThat(broken(e -> ((ObjectNode) e.at("/metrics")).put("sizeBytes", 1)))
                .containsExactly("metrics of colours.2.small");
    }

    @Test
    void theFiguresOfClasses() {
        assertThat(broken(e -> e.putArray("perClass"))).containsExactly("figures of each class of colours.2.small");
        assertThat(broken(e -> ((ObjectNode) e.at("/perClass/1")).put("recall", 0.5)))
                .containsExactly("figures of each class of colours.2.small");
    }

    @Test
    void theMinimumScore() {
        assertThat(broken(e -> e.put("minimumScore", 0.0))).containsExactly("minimum score of colours.2.small");
    }

    @Test
    void theMinimumScoresOfClasses() {
        assertThat(broken(e -> e.putArray("classMinimumScores").add(0.99).add(0.99)))
                .containsExactly("minimum scores of its classes of colours.2.small");
        assertThat(broken(e -> e.remove("classMinimumScores")))
                .containsExactly("minimum scores of its classes of colours.2.small");
    }

    @Test
    void theReport() {
        assertThat(broken(e -> e.put("reportDigest", OTHER)))
                .singleElement()
                .asString()
                .startsWith("report on colours.2.small");
        assertThat(broken(e -> e.remove("reportDigest"))).containsExactly("report on colours.2.small: none");
    }

    @Test
    void theCostReport() {
        assertThat(broken(e -> e.remove("costDigest"))).containsExactly("cost report of colours.2.small");
        assertThat(costReport("\"p50Millis\":10.0", "\"p50Millis\":9.0")).containsExactly("costs of colours.2.small");
        assertThat(costReport("\"baselineNanos\":[8000000,10000000,", "\"baselineNanos\":[8000000,11000000,"))
                .containsExactly("costs of the uploaded file beside those of colours.2.small");
        assertThat(costReport("\"variant\":\"", "\"variant\":\"" + OTHER + "\",\"was\":\""))
                .containsExactly("file of the cost report of colours.2.small");
        assertThat(costReport("\"baseline\":\"", "\"baseline\":\"" + OTHER + "\",\"was\":\""))
                .containsExactly("uploaded file of the cost report of colours.2.small");
    }

    @Test
    void theVerdict() {
        assertThat(broken(e -> ((ObjectNode) e.at("/verdict/gates/0")).put("value", 0.95)))
                .containsExactly("verdict on colours.2.small: PASS");
    }

    @Test
    void theFiguresOfCandidatesDontSwayTheChoice() {
        assertThat(broken(e -> ((ObjectNode) e.at("/candidates/0/metrics")).put("sizeBytes", 1)))
                .containsExactly("metrics as candidate of colours.2.baseline");
    }

    @Test
    void theOutcomeOfACandidate() {
        assertThat(broken(e -> ((ObjectNode) e.at("/candidates/2")).put("outcome", "PASS")))
                .containsExactly("verdict on colours.2.blind: FAIL");
    }

    @Test
    void theCaseFileOfACandidate() {
        assertThat(broken(e -> ((ObjectNode) e.at("/candidates/0")).remove("caseFile")))
                .containsExactly("verdict on colours.2.baseline");
        assertThat(broken(e -> ((ObjectNode) e.at("/candidates/0")).set("caseFile", e.at("/candidates/2/caseFile"))))
                .contains("case file of colours.2.baseline");
    }

    @Test
    void anotherCandidateAsChampion() {
        assertThat(broken(e -> e.put("variant", "colours.2.baseline")))
                .contains("file of colours.2.baseline", "colours.2.baseline is the smallest of 2 that pass");
    }

    @Test
    void allCandidates() {
        assertThat(broken(e -> e.remove("candidates")))
                .containsExactly("decided before case files were kept: only the chain is checked");
    }

    @Test
    void itsKindAndItsPlace() {
        assertThat(broken(e -> e.put("kind", "NOTHING"))).containsExactly("the entry");
        assertThat(broken(e -> e.put("sequence", 3))).containsExactly("is where it says");
    }

    @Test
    void whatCameBeforeTheFirstEntry() {
        assertThat(decision.verify(false, Sha256.of(new byte[] {1}), List.of(decision.first())))
                .filteredOn(c -> c.defect() != null)
                .extracting(Check::what)
                .containsExactly("begins the ledger");
    }

    @Test
    void whoReignedBefore() {
        ObjectNode other = decision.first().put("digest", OTHER);
        assertThat(defects(decision.verify(false, LedgerChain.BEGINNING, List.of(other, decision.json()))))
                .containsExactly(
                        "file of the rival of colours.2.baseline",
                        "file of the rival of colours.2.small",
                        "file of the rival of colours.2.blind");
        ObjectNode again = decision.first().put("sequence", 2);
        ObjectNode late = decision.json().put("sequence", 3);
        assertThat(defects(decision.verify(false, again, late)))
                .containsExactly(
                        "entry of the rival of colours.2.baseline",
                        "entry of the rival of colours.2.small",
                        "entry of the rival of colours.2.blind");
    }

    @Test
    void whatARollbackTakesBackAndBringsBack() {
        assertThat(defects(decision.verify(false, decision.json(), decision.rollback())))
                .isEmpty();
        assertThat(rollback(e -> e.put("withdrawn", "colours.2.baseline"))).containsExactly("withdraws the champion");
        assertThat(rollback(e -> e.put("restored", "colours.2.blind")))
                .containsExactly("restores the champion before it");
        assertThat(rollback(e -> e.put("restoredDigest", OTHER))).containsExactly("restores the file of before");
    }

    private static List<String> rollback(Consumer<ObjectNode> tamper) {
        ObjectNode entry = decision.rollback();
        tamper.accept(entry);
        return defects(decision.verify(false, decision.json(), entry));
    }

    @Test
    void whatThePartiesOfTheCaseSawIsFoundByLookingAgain() {
        List<Check> honest = decision.verify(true, decision.json());
        assertThat(honest).allSatisfy(c -> assertThat(c.defect()).as(c.what()).isNull());
        assertThat(honest)
                .extracting(Check::what)
                .contains(
                        "colours.2.small sees the same on 12 pictures",
                        "colours.2.baseline sees the same on 12 pictures",
                        "champion colours.1.baseline sees the same on 12 pictures");

        assertThat(lying(Decision.Lie.OF_BASELINE)).containsExactly("colours.2.baseline sees the same on 12 pictures");
        assertThat(lying(Decision.Lie.OF_CHAMPION))
                .containsExactly("champion colours.1.baseline sees the same on 12 pictures");
    }

    @Test
    void eachFileLooksOnceHoweverManyEntriesRestOnIt() {
        Decision twice = new Decision();
        ObjectNode second = twice.json().put("sequence", 3);
        assertThat(twice.verify(true, twice.json(), second))
                .filteredOn(c -> c.what().contains("sees the same"))
                .hasSize(6);
        assertThat(twice.looked()).isEqualTo(3);
    }

    private static List<String> broken(Consumer<ObjectNode> tamper) {
        ObjectNode entry = decision.json();
        tamper.accept(entry);
        return defects(decision.verify(false, entry));
    }

    /** Of an entry that names another cost report. */
    private static List<String> costReport(String target, String replacement) {
        Sha256 digest = new Sha256(decision.json().path("costDigest").asString());
        String report = new String(decision.store().read(digest), StandardCharsets.UTF_8);
        assertThat(report).contains(target);
        byte[] changed = report.replace(target, replacement).getBytes(StandardCharsets.UTF_8);
        String another = decision.store().put(changed).digest().hex();
        return broken(e -> e.put("costDigest", another));
    }

    /** A case file whose reference saw less passes without looking. */
    private static List<String> lying(Decision.Lie lie) {
        Decision forged = new Decision(lie);
        assertThat(defects(forged.verify(false, forged.json()))).isEmpty();
        return defects(forged.verify(true, forged.json()));
    }

    private static List<String> defects(List<Check> checks) {
        return checks.stream().filter(c -> c.defect() != null).map(Check::what).toList();
    }
}
