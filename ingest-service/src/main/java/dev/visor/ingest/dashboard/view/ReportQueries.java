package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.compression.ReportDetails;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.platform.artifact.ArtifactStore;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Reports of variants with all their rows, which lie in the artefact store. */
@Component
public class ReportQueries {
    private static final ReportDetails NONE = new ReportDetails(List.of(), List.of(), List.of(), List.of(), List.of());

    private final VersionQueries versions;
    private final ArtifactStore store;

    ReportQueries(VersionQueries versions, ArtifactStore store) {
        this.versions = versions;
        this.store = store;
    }

    /**
     * A variant with its report's rows.
     *
     * @param variant what was made and measured
     * @param details rows by node, kernel and tensor; empty if none were kept
     */
    public record Report(VariantDetail variant, ReportDetails details) {}

    /** The report; {@code NOT_FOUND} with the variants there are, or if it isn't made yet. */
    public Report report(String model, int version, String recipe) {
        VariantDetail variant = variant(model, version, recipe);
        if (variant.report() == null) {
            throw new VisorException(
                    ErrorCode.NOT_FOUND,
                    "variant '%s' is %s and has no report"
                            .formatted(variant.id(), variant.state().name().toLowerCase(Locale.ROOT)));
        }
        return new Report(variant, details(variant));
    }

    /** What differs between two variants of an upload. */
    public VariantDiff diff(String model, int version, String a, String b) {
        Report first = report(model, version, a);
        Report second = report(model, version, b);
        return VariantDiff.of(
                first.variant(),
                first.details().nodes(),
                second.variant(),
                second.details().nodes());
    }

    private VariantDetail variant(String model, int version, String recipe) {
        List<VariantDetail> all = versions.version(model, version).variants();
        return all.stream()
                .filter(v -> v.recipe().equals(recipe))
                .findFirst()
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND,
                        "version %d of model '%s' has no variant '%s'; it has %s"
                                .formatted(
                                        version,
                                        model,
                                        recipe,
                                        all.stream().map(VariantDetail::recipe).toList())));
    }

    private ReportDetails details(VariantDetail variant) {
        Artifact artifact = variant.report() == null ? null : variant.report().details();
        return artifact == null
                ? NONE
                : ContractJson.MAPPER.readValue(store.read(artifact.digest()), ReportDetails.class);
    }
}
