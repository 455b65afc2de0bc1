package dev.visor.platform.deadletter;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/dead-letters")
class DeadLetterController {
    private static final int MOST = 500;

    private final DeadLetterTable table;
    private final Redelivery redelivery;

    DeadLetterController(DeadLetterTable table, Redelivery redelivery) {
        this.table = table;
        this.redelivery = redelivery;
    }

    record Page(List<DeadLetter> items) {}

    @GetMapping
    @Operation(
            summary = "Messages that could not be handled",
            description =
                    "The latest first, at most limit (1 to 500). With open=false also those that were delivered again.")
    Page list(
            @RequestParam(name = "open", defaultValue = "true") boolean open,
            @RequestParam(name = "limit", defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new VisorException(ErrorCode.INVALID_REQUEST, "limit must be 1 to %d, was %d".formatted(MOST, limit));
        }
        return new Page(table.list(open, limit));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One message that could not be handled, with why", description = "404 for an unknown id.")
    DeadLetter get(@PathVariable("id") long id) {
        return table.find(id).orElseThrow(() -> unknown(id));
    }

    @PostMapping("/{id}/replay")
    @Operation(
            summary = "Deliver it again",
            description =
                    "To the handler that failed, once its reason is mended. 409 if it was delivered again before.")
    DeadLetter replay(@PathVariable("id") long id) {
        DeadLetter letter = get(id);
        if (letter.replayedAt() != null) {
            throw new VisorException(
                    ErrorCode.CONFLICT, "dead letter %d was replayed at %s".formatted(id, letter.replayedAt()));
        }
        ConsumerRecord<String, byte[]> record = table.record(id).orElseThrow(() -> unknown(id));
        redelivery.deliver(record);
        table.markReplayed(id);
        return get(id);
    }

    private static VisorException unknown(long id) {
        return new VisorException(ErrorCode.NOT_FOUND, "there is no dead letter %d".formatted(id));
    }
}
