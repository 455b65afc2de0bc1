package dev.visor.evaluation.compare;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.evaluation.dataset.DatasetCatalog;
import dev.visor.evaluation.look.SeenStore;
import dev.visor.evaluation.look.ToolVersion;
import dev.visor.evaluation.verdict.CaseFile;
import dev.visor.evaluation.verdict.Court;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.VerdictTable;
import dev.visor.evaluation.version.Versions;
import dev.visor.platform.artifact.ArtifactStore;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Explanations of the verdicts that there are. */
@Component
class Explanations {
    private final Versions versions;
    private final VerdictTable verdicts;
    private final ArtifactStore store;
    private final Documents documents;
    private final Explaining explaining;

    Explanations(
            Versions versions,
            VerdictTable verdicts,
            DatasetCatalog datasets,
            ArtifactStore store,
            Documents documents) {
        this.versions = versions;
        this.verdicts = verdicts;
        this.store = store;
        this.documents = documents;
        this.explaining = new Explaining(new Court(new SeenStore(store), datasets::judgedSplit));
    }

    /**
     * The explanation as canonical JSON.
     *
     * @param written model.version.recipe
     */
    byte[] of(String written) {
        Variant variant = versions.named(written);
        Verdict verdict = verdicts.of(variant)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.CONFLICT,
                        "variant '%s' has no verdict yet, it is %s".formatted(written, variant.state())));
        Artifact file = variant.caseFile();
        if (file == null) {
            throw new VisorException(
                    ErrorCode.CONFLICT,
                    "the verdict on '%s' is of before case files were kept, so only its reasons are known; upload it again"
                            .formatted(written));
        }
        Sha256 key = Sha256.of("explanation %s %s %s"
                .formatted(variant.id(), file.digest(), ToolVersion.CURRENT)
                .getBytes(StandardCharsets.UTF_8));
        return documents.of(
                key,
                () -> explaining
                        .of(CaseFile.read(store.read(file.digest())), file.digest(), verdict)
                        .bytes());
    }
}
