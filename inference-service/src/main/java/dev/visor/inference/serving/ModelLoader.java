package dev.visor.inference.serving;

import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.detection.detector.Detector;
import dev.visor.platform.artifact.ArtifactStore;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** From a champion's name to a model that can be swapped in. Runs beside requests, never in their way. */
@Component
class ModelLoader {
    private final ArtifactStore store;

    ModelLoader(ArtifactStore store) {
        this.store = store;
    }

    /**
     * Fetches the file, whose digest the store verifies, loads it and proves it.
     *
     * @throws VisorException if it can't be taken into service, saying why
     */
    LoadedModel load(ChampionChanged champion) {
        Path file = store.fetch(champion.artifact().digest());
        // One thread a run: as many requests run at once as there are cores, which serves more than splitting each.
        Detector detector = Detector.open(file, champion.manifest(), 1);
        try {
            SelfTest.prove(detector);
            return new LoadedModel(champion, detector);
        } catch (RuntimeException e) {
            detector.close();
            throw e;
        }
    }
}
