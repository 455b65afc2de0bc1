package dev.visor.evaluation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.model.VariantId;
import dev.visor.testkit.VisorTest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who was champion at a time is asked by time, and entries stand by sequence: both must be the same order. */
@VisorTest(properties = "visor.work.threads=0")
class LedgerOrderTest {
    @Autowired
    private Ledger ledger;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void anEntryIsNeverDatedBeforeTheOneInFrontOfItEvenIfTheClockWentBack() {
        Ledger.Place first = append();
        assertThat(first.at()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(decidedAt(first)).as("the entry says what the column does").isEqualTo(first.at());

        Instant ahead = first.at().plus(Duration.ofHours(1));
        date(first, ahead);
        Ledger.Place second = append();
        assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
        assertThat(second.at()).isEqualTo(ahead);
        assertThat(ledger.verify().intact()).isTrue();
    }

    private Ledger.Place append() {
        return Objects.requireNonNull(new TransactionTemplate(transactions)
                .execute(status -> ledger.append(place -> new LedgerEntry.Rollback(
                        LedgerEntry.Kind.ROLLBACK,
                        place.sequence(),
                        "order",
                        VariantId.parse("helmet.1.int8"),
                        null,
                        null,
                        "a test",
                        place.at()))));
    }

    /** As an instance wrote it whose clock was ahead. The ledger is append-only, so its guard looks away. */
    private void date(Ledger.Place place, Instant at) {
        jdbc.sql("alter table ledger disable trigger user").update();
        jdbc.sql("update ledger set decided_at = :at where sequence = :sequence")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("sequence", place.sequence())
                .update();
        jdbc.sql("alter table ledger enable trigger user").update();
    }

    private Instant decidedAt(Ledger.Place place) {
        return jdbc.sql("select decided_at from ledger where sequence = :sequence")
                .param("sequence", place.sequence())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
