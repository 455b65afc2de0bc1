package dev.visor.ingest.intake;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Names;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.policy.Policy;
import dev.visor.detection.family.FamilyResolver;
import dev.visor.detection.family.Resolution;
import dev.visor.ingest.IngestSettings;
import dev.visor.ingest.dataset.Datasets;
import dev.visor.ingest.dataset.ImportedDataset;
import dev.visor.ingest.policy.DefinedPolicy;
import dev.visor.ingest.policy.Policies;
import dev.visor.ingest.recipe.KnownRecipes;
import dev.visor.ingest.registry.NewVersion;
import dev.visor.ingest.registry.Registration;
import dev.visor.ingest.registry.Registry;
import dev.visor.ingest.spool.SpooledFile;
import dev.visor.platform.artifact.ArtifactStore;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Takes uploads in. Names are checked before the file is received; the file is checked before anything reads it, and
 * understood before it is kept. What is refused leaves no trace, but for a file that is broken or unsafe: it becomes a
 * version in quarantine, so that somebody can look at it.
 */
@Service
class Intake {
    private final KnownRecipes recipes;
    private final Policies policies;
    private final Datasets datasets;
    private final Registry registry;
    private final ArtifactStore store;
    private final ModelCheck check;
    private final IngestSettings settings;
    private final Semaphore checks;

    Intake(
            KnownRecipes recipes,
            Policies policies,
            Datasets datasets,
            Registry registry,
            ArtifactStore store,
            ModelCheck check,
            IngestSettings settings) {
        this.recipes = recipes;
        this.policies = policies;
        this.datasets = datasets;
        this.registry = registry;
        this.store = store;
        this.check = check;
        this.settings = settings;
        this.checks = new Semaphore(settings.parallelChecks(), true);
    }

    /** What the upload became. */
    sealed interface Result {
        /** It is on its way. */
        record Accepted(Registration registration, Resolution.Resolved understood, DatasetChoice dataset)
                implements Result {}

        /** It is in quarantine. */
        record Quarantined(Registration registration) implements Result {}
    }

    /** Whether everything that the request names is there; before the file is received. */
    UploadTerms terms(UploadRequest request) {
        Names.require("model", request.model());
        recipes.require(request.recipes());
        DefinedPolicy policy =
                policies.current(request.policy() == null ? Policy.standard().name() : request.policy());
        String dataset = request.dataset() == null ? policy.policy().dataset() : request.dataset();
        return new UploadTerms(request, policy, dataset == null ? null : datasets.current(dataset));
    }

    /**
     * Checks, understands and registers a received file.
     *
     * @throws VisorException {@code UNKNOWN_FAMILY}, {@code INVALID_MANIFEST} or {@code CLASS_MISMATCH} if the file is
     *     fine but too little is known about it; {@code BUSY} if other uploads are being checked
     */
    Result take(UploadTerms terms, SpooledFile file) {
        return switch (checked(file)) {
            case ModelCheck.Unsafe unsafe -> quarantine(terms, file, unsafe);
            case ModelCheck.Safe safe -> accept(terms, file, safe);
        };
    }

    private Result accept(UploadTerms terms, SpooledFile file, ModelCheck.Safe safe) {
        UploadRequest request = terms.request();
        Resolution.Resolved understood =
                FamilyResolver.resolve(safe.signature(), request.manifest()).require();
        DatasetChoice choice =
                DatasetChoice.of(terms, terms.dataset(), understood.manifest().classes(), datasets.all());
        ImportedDataset dataset = choice.dataset();
        NewVersion.Accepted outcome = new NewVersion.Accepted(
                understood.manifest(),
                dataset.name(),
                dataset.digest(),
                terms.policy().policy(),
                terms.policy().version(),
                request.recipes().stream().distinct().sorted().toList());
        Artifact artifact = store.put(file.path());
        return new Result.Accepted(
                registry.register(new NewVersion(
                        request.model(), artifact, identity(request, artifact.digest(), outcome), outcome)),
                understood,
                choice);
    }

    private Result quarantine(UploadTerms terms, SpooledFile file, ModelCheck.Unsafe unsafe) {
        UploadRequest request = terms.request();
        NewVersion.Unsafe outcome = new NewVersion.Unsafe(unsafe.ruleId(), unsafe.reason());
        Artifact artifact = store.put(file.path());
        return new Result.Quarantined(registry.register(new NewVersion(
                request.model(), artifact, identity(request, artifact.digest(), unsafe.ruleId()), outcome)));
    }

    private ModelCheck.Finding checked(SpooledFile file) {
        try {
            if (!checks.tryAcquire(settings.checkWait().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new VisorException(
                        ErrorCode.BUSY,
                        "%d uploads are being checked and none was done within %s; try again"
                                .formatted(settings.parallelChecks(), settings.checkWait()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VisorException(ErrorCode.BUSY, "the service is stopping; send the file again", e);
        }
        try {
            return check.check(file.path());
        } finally {
            checks.release();
        }
    }

    /** Two uploads are the same if the bytes are and all that was decided about them is. */
    private static NewVersion.Request identity(UploadRequest request, Sha256 digest, Object decided) {
        TreeMap<String, @Nullable Object> parts = new TreeMap<>();
        parts.put("digest", digest);
        parts.put("decided", decided);
        return new NewVersion.Request(
                Sha256.of(ContractJson.MAPPER.writeValueAsBytes(parts)), request.force(), request.idempotencyKey());
    }
}
