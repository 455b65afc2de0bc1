package dev.visor.contracts;

/**
 * Bytes in the artefact store.
 *
 * @param digest what the bytes are called
 * @param sizeBytes how many there are, ≥ 0
 */
public record Artifact(Sha256 digest, long sizeBytes) {
    public Artifact {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("sizeBytes must be ≥ 0, was " + sizeBytes);
        }
    }
}
