package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Our values as PostgreSQL's driver takes them. */
final class SqlValues {
    private SqlValues() {}

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static byte @Nullable [] digest(@Nullable Sha256 digest) {
        return digest == null ? null : digest.raw();
    }

    /** Words from elsewhere: PostgreSQL has no NUL in its text. */
    static String text(String words) {
        return words.replace('\0', '\uFFFD');
    }

    static @Nullable String optionalText(@Nullable String words) {
        return words == null ? null : text(words);
    }

    static @Nullable String variant(@Nullable VariantId variant) {
        return variant == null ? null : variant.toString();
    }
}
