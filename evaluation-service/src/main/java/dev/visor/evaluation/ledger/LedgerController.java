package dev.visor.evaluation.ledger;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "ledger", description = "Every change of a champion and its grounds, hash-chained")
class LedgerController {
    private static final int MOST = 1000;

    private final Ledger ledger;

    LedgerController(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * An entry.
     *
     * @param sequence its place, from 1 without gaps
     * @param entry what was decided, as JSON
     * @param canonical the same as the text that was hashed
     * @param previousHash hash of the entry before; zeros for the first
     * @param hash SHA-256 over {@code previousHash}'s 32 bytes and {@code canonical} in UTF-8
     */
    record EntryView(long sequence, JsonNode entry, String canonical, Sha256 previousHash, Sha256 hash) {}

    @GetMapping("/api/v1/ledger")
    @Operation(summary = "Entries after a sequence, oldest first")
    List<EntryView> entries(
            @RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "limit must be 1 to %d entries, was %d".formatted(MOST, limit));
        }
        return ledger.after(after, limit).stream()
                .map(link -> new EntryView(
                        link.sequence(),
                        ContractJson.MAPPER.readTree(link.entry()),
                        link.entry(),
                        link.previousHash(),
                        link.hash()))
                .toList();
    }

    @GetMapping("/api/v1/ledger:verify")
    @Operation(summary = "Checks that every entry is there, unchanged and in its place")
    Ledger.Check verify() {
        return ledger.verify();
    }
}
