package dev.visor.ingest.registry;

import dev.visor.contracts.Sha256;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Digests are 32 raw bytes in the database. */
@Converter
class DigestColumn implements AttributeConverter<@Nullable Sha256, byte @Nullable []> {
    @Override
    public byte @Nullable [] convertToDatabaseColumn(@Nullable Sha256 digest) {
        return digest == null ? null : digest.raw();
    }

    @Override
    public @Nullable Sha256 convertToEntityAttribute(byte @Nullable [] raw) {
        return raw == null ? null : Sha256.ofRaw(raw);
    }
}
