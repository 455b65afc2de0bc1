package dev.visor.evaluation.promotion;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.ChampionChanged;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/champions")
@Tag(name = "champions", description = "Which variant each deployment target should serve")
class ChampionController {
    private static final int LONGEST_REASON = 500;

    private final Champions champions;
    private final Rollout rollout;

    ChampionController(Champions champions, Rollout rollout) {
        this.champions = champions;
        this.rollout = rollout;
    }

    @GetMapping
    @Operation(summary = "The champion of every target")
    List<ChampionChanged> all() {
        return champions.all().stream().map(Champion::event).toList();
    }

    @GetMapping("/{target}")
    @Operation(
            summary = "The champion of a target, now or at a time",
            description = "With 'at' (RFC 3339, for example 2026-11-24T08:30:00Z) who was champion then, as the ledger"
                    + " says. 404 if no one is or was.")
    ChampionChanged get(@PathVariable String target, @RequestParam(required = false) @Nullable String at) {
        Optional<Champion> champion = at == null ? champions.named(target) : champions.at(target, time(at));
        return champion.map(Champion::event)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND,
                        at == null
                                ? "target '%s' has no champion".formatted(target)
                                : "target '%s' had no champion at %s".formatted(target, at)));
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "'at' is a time as 2026-11-24T08:30:00Z, was '%s'; in a URL '+' is written %%2B".formatted(text),
                    e);
        }
    }

    /**
     * Why a champion is taken back.
     *
     * @param reason in words, for the ledger
     */
    record RollbackRequest(@Nullable String reason) {}

    @PostMapping("/{target}:rollback")
    @Operation(summary = "Takes the champion of a target back and names the one before it again")
    ChampionChanged rollback(
            @PathVariable String target, @RequestBody(required = false) @Nullable RollbackRequest request) {
        String reason = request == null ? null : request.reason();
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "the reason has %d characters, at most %d are kept".formatted(reason.length(), LONGEST_REASON));
        }
        boolean said = reason != null && !reason.isBlank();
        return rollout.withdraw(target, said ? "an operator took it back: " + reason : "an operator took it back")
                .event();
    }
}
