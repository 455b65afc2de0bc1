package dev.visor.ingest.registry;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface VariantArtifacts extends Repository<VariantArtifact, VariantArtifact.Key> {
    VariantArtifact save(VariantArtifact variant);

    Optional<VariantArtifact> findById(VariantArtifact.Key key);

    @Query("select v from VariantArtifact v where v.model = :model and v.version = :version order by v.recipe")
    List<VariantArtifact> findAllOf(String model, int version);
}
