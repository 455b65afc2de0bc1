package dev.visor.ingest.intake;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.policy.Policy;
import dev.visor.ingest.dataset.ImportedDataset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dataset a model is judged on, and who chose it.
 *
 * @param dataset which one
 * @param chosenBy in words, for the answer
 */
record DatasetChoice(ImportedDataset dataset, String chosenBy) {

    /**
     * Takes the named dataset, else the only one that fits the model.
     *
     * @param named what the request or the policy names; null if none does
     * @throws VisorException {@code CLASS_MISMATCH} if the named one doesn't fit, or none or several do
     */
    static DatasetChoice of(
            UploadTerms terms, @Nullable ImportedDataset named, List<String> modelClasses, List<ImportedDataset> all) {
        Policy policy = terms.policy().policy();
        if (named != null) {
            List<String> faults = ClassFit.faults(modelClasses, named.classes(), policy);
            if (!faults.isEmpty()) {
                throw new VisorException(
                        ErrorCode.CLASS_MISMATCH,
                        "dataset '%s' cannot judge this model under policy '%s': %s. The model has %s, the dataset has %s; say in the policy which model class is which (classMap) and which are judged (classes)"
                                .formatted(
                                        named.name(),
                                        policy.name(),
                                        String.join("; ", faults),
                                        shown(modelClasses),
                                        shown(named.classes())),
                        faults,
                        null);
            }
            return new DatasetChoice(
                    named,
                    terms.request().dataset() != null
                            ? "named in the request"
                            : "named by policy '%s'".formatted(policy.name()));
        }
        return only(policy, modelClasses, all);
    }

    private static DatasetChoice only(Policy policy, List<String> modelClasses, List<ImportedDataset> all) {
        List<ImportedDataset> fitting = new ArrayList<>();
        List<String> unfit = new ArrayList<>();
        for (ImportedDataset dataset : all) {
            List<String> faults = ClassFit.faults(modelClasses, dataset.classes(), policy);
            if (faults.isEmpty()) {
                fitting.add(dataset);
            } else {
                unfit.add("'%s' does not fit: %s".formatted(dataset.name(), String.join("; ", faults)));
            }
        }
        if (fitting.size() == 1) {
            return new DatasetChoice(
                    fitting.getFirst(),
                    all.size() == 1
                            ? "the only dataset there is, and it fits the model's classes"
                            : "the only one of %d datasets that fits the model's classes".formatted(all.size()));
        }
        List<String> words = new ArrayList<>();
        if (fitting.isEmpty()) {
            words.add(
                    all.isEmpty()
                            ? "no dataset is imported"
                            : "no dataset fits the model's classes " + shown(modelClasses));
            words.addAll(unfit);
        } else {
            words.add("several datasets fit: "
                    + fitting.stream().map(ImportedDataset::name).toList());
        }
        throw new VisorException(
                ErrorCode.CLASS_MISMATCH,
                "the upload names no dataset and %s. Name one with ?dataset=…, or import one with PUT /api/v1/datasets/{name}"
                        .formatted(String.join("; ", words)),
                words,
                null);
    }

    private static String shown(List<String> names) {
        int most = 20;
        return names.size() <= most
                ? names.toString()
                : "%s and %d more".formatted(names.subList(0, most), names.size() - most);
    }
}
