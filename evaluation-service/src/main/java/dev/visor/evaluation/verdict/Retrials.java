package dev.visor.evaluation.verdict;

import dev.visor.contracts.policy.Policy;
import dev.visor.evaluation.dataset.DatasetCatalog;
import dev.visor.evaluation.look.PastLooks;
import dev.visor.evaluation.look.SeenStore;
import dev.visor.evaluation.run.Evaluations;
import dev.visor.platform.artifact.ArtifactStore;
import org.springframework.stereotype.Component;

/** Judges variants again by other policies, from what was seen and measured before. */
@Component
public class Retrials {
    private final Evaluations evaluations;
    private final DatasetCatalog datasets;
    private final PastLooks past;
    private final CurrentChampion champions;
    private final Court court;
    private final BaselineCosts baselineCosts;

    Retrials(
            Evaluations evaluations,
            DatasetCatalog datasets,
            PastLooks past,
            CurrentChampion champions,
            ArtifactStore store) {
        this.evaluations = evaluations;
        this.datasets = datasets;
        this.past = past;
        this.champions = champions;
        this.court = new Court(new SeenStore(store), datasets::judgedSplit);
        this.baselineCosts = new BaselineCosts(store);
    }

    /** By this policy, against who is champion of its target now. */
    public Retrial by(Policy policy) {
        return new Retrial(
                policy,
                policy.comparesWithChampion() ? champions.of(policy.target()).orElse(null) : null,
                evaluations,
                datasets,
                past,
                court,
                baselineCosts);
    }
}
