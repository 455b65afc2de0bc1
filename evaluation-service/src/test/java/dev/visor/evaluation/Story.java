package dev.visor.evaluation;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.CompressionPlanned;
import dev.visor.contracts.event.Event;
import dev.visor.contracts.event.ModelRegistered;
import dev.visor.contracts.event.NodeReported;
import dev.visor.contracts.event.NodeState;
import dev.visor.contracts.event.VariantCompressed;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Objective;
import dev.visor.contracts.policy.Policy;
import dev.visor.evaluation.ColourWorld.Sight;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.EventScenario;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What ingest, compression and the nodes tell of one upload. */
final class Story {
    /** Bytes by which an ordinary upload is larger than the detector itself. */
    static final int BASELINE_SALT = 900;

    private static final Instant TIME = Instant.parse("2026-11-24T08:00:00Z");

    private final ArtifactStore store;
    private final ModelVersion version;
    private final String target;
    private List<String> classes = ColourWorld.CLASSES;
    private @Nullable Sha256 dataset;
    private @Nullable Policy policy;

    private record Made(
            String recipe, Artifact artifact, @Nullable String tripwire) {}

    private final List<Made> made = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    Story(ArtifactStore store, String model, int version, String target) {
        this.store = store;
        this.version = new ModelVersion(model, version);
        this.target = target;
        this.dataset = ColourWorld.dataset(store, "colours", 12);
    }

    Story classes(String... names) {
        classes = List.of(names);
        return this;
    }

    Story judgedOn(Sha256 manifest) {
        dataset = manifest;
        return this;
    }

    /** By these gates instead of the usual four. */
    Story policy(Policy other) {
        policy = other;
        return this;
    }

    Story withoutDataset() {
        dataset = null;
        return this;
    }

    Story made(String recipe, Sight sight, int salt) {
        made.add(new Made(recipe, store.put(ColourWorld.detector(sight, salt)), null));
        return this;
    }

    Story dead(String recipe, String tripwire) {
        made.add(new Made(recipe, store.put(ColourWorld.detector(Sight.DEAD, 0)), tripwire));
        return this;
    }

    Story failed(String recipe) {
        failed.add(recipe);
        return this;
    }

    VariantId id(String recipe) {
        return new VariantId(version, recipe);
    }

    ModelVersion version() {
        return version;
    }

    ModelRegistered registered() {
        return new ModelRegistered(
                version,
                artifactOf("baseline"),
                ColourWorld.manifest(classes),
                "colours",
                dataset,
                policy(),
                List.of(),
                TIME);
    }

    Policy policy() {
        return policy == null ? strict(target) : policy;
    }

    /** AP50 of 0.9, hardly anything lost, any latency, no larger. */
    static Policy strict(String target) {
        return new Policy(
                "strict",
                target,
                null,
                List.of(),
                Map.of(),
                List.of(
                        new GateSpec.Minimum(Metric.AP50, null, 0.9),
                        new GateSpec.MaximumDrop(Metric.AP, null, 0.01),
                        new GateSpec.LatencyRatio(1000),
                        new GateSpec.SizeRatio(1.0)),
                Objective.SMALLEST);
    }

    CompressionPlanned planned() {
        List<VariantId> variants = new ArrayList<>();
        made.forEach(m -> variants.add(id(m.recipe)));
        failed.forEach(recipe -> variants.add(id(recipe)));
        return new CompressionPlanned(version, variants, TIME);
    }

    List<Event> results() {
        List<Event> events = new ArrayList<>();
        for (Made one : made) {
            VariantId id = id(one.recipe);
            events.add(new VariantCompressed(
                    id,
                    id.isBaseline() ? null : VariantId.baselineOf(version),
                    one.artifact,
                    ColourWorld.manifest(classes),
                    Sha256.of(one.recipe.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    new CompressionReport(one.artifact.sizeBytes(), 1, 0, List.of(), List.of()),
                    one.tripwire,
                    TIME));
        }
        failed.forEach(recipe -> events.add(
                new CompressionFailed(id(recipe), ErrorCode.PASS_BROKE_GRAPH, "a pass broke the graph", TIME)));
        return events;
    }

    List<Event> all() {
        List<Event> events = new ArrayList<>(List.of(registered(), planned()));
        events.addAll(results());
        return events;
    }

    Story tell(EventScenario scenario) {
        all().forEach(scenario::publish);
        return this;
    }

    Artifact artifactOf(String recipe) {
        return made.stream().filter(m -> m.recipe.equals(recipe)).findFirst().orElseThrow().artifact;
    }

    /** Gates for these pictures, by which the smallest is chosen. */
    static Policy policy(String target, GateSpec... gates) {
        return new Policy("asked", target, null, List.of(), Map.of(), List.of(gates), Objective.SMALLEST);
    }

    static NodeReported serving(ChampionChanged champion, String node) {
        return new NodeReported(
                node,
                champion.target(),
                NodeState.SERVING,
                champion.variant(),
                champion.artifact().digest(),
                champion.ledgerSequence(),
                null,
                null,
                Instant.now());
    }

    static NodeReported rejecting(ChampionChanged champion, String node, String reason) {
        return new NodeReported(
                node,
                champion.target(),
                NodeState.REJECTED,
                null,
                null,
                champion.ledgerSequence(),
                champion.variant(),
                reason,
                Instant.now());
    }
}
