package dev.visor.evaluation.replay;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Entries of a ledger as {@code GET /api/v1/ledger} answers them, from the first or from a later one on. */
public record LedgerFile(List<Line> lines) {
    /** An entry: its place, the text that was hashed, and both hashes. */
    public record Line(long sequence, String canonical, Sha256 previousHash, Sha256 hash) {}

    /**
     * Reads it.
     *
     * @throws VisorException {@code INVALID_REQUEST} if this is no list of entries
     */
    public static LedgerFile read(byte[] bytes) {
        List<Line> lines = new ArrayList<>();
        try {
            JsonNode list = ContractJson.MAPPER.readTree(bytes);
            if (!list.isArray() || list.isEmpty()) {
                throw invalid("it is a list of entries with sequence, canonical, previousHash and hash");
            }
            for (JsonNode node : list) {
                lines.add(ContractJson.MAPPER.treeToValue(node, Line.class));
            }
        } catch (JacksonException e) {
            throw invalid(ContractJson.fault(e));
        }
        return new LedgerFile(lines);
    }

    private static VisorException invalid(String why) {
        return new VisorException(
                ErrorCode.INVALID_REQUEST,
                "the ledger is what GET /api/v1/ledger answers; this file can't be read as that: " + why);
    }
}
