package dev.visor.detection.dataset.duplicate;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.Split;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds pictures that occur, wholly or nearly, in two splits that must not share any: what a model has learned from must
 * not judge it. Calibration may see training pictures.
 */
public final class DuplicateFinder {
    /** Bits that two near pictures may differ in. With 4 parts of 16 bits, one part is equal up to 3. */
    private static final int NEAR_BITS = 3;

    private static final int MAX_NEAR_FINDINGS = 1000;

    private DuplicateFinder() {}

    /** A picture with its hash. */
    public record Hashed(String file, Split split, Sha256 digest, long hash) {}

    /** Findings about pictures, in their order. */
    public static List<Finding> find(List<Hashed> pictures) {
        List<Finding> findings = new ArrayList<>();
        Map<Sha256, Hashed> firsts = new HashMap<>();
        for (Hashed picture : pictures) {
            Hashed first = firsts.putIfAbsent(picture.digest(), picture);
            if (first != null && apart(first, picture)) {
                findings.add(new Finding(
                        picture.file(),
                        0,
                        Rule.DUPLICATE,
                        "the same picture is %s in split %s; one of them should go"
                                .formatted(first.file(), first.split().word()),
                        false));
            }
        }
        near(pictures, findings);
        return findings;
    }

    private static void near(List<Hashed> pictures, List<Finding> findings) {
        Map<Integer, List<Hashed>> buckets = new HashMap<>();
        int found = 0;
        for (Hashed picture : pictures) {
            Set<Hashed> compared = new HashSet<>();
            for (int part = 0; part < 4; part++) {
                int key = part << 16 | (int) (picture.hash() >>> 16 * part & 0xFFFF);
                List<Hashed> bucket = buckets.computeIfAbsent(key, k -> new ArrayList<>());
                for (Hashed other : bucket) {
                    if (found < MAX_NEAR_FINDINGS
                            && apart(other, picture)
                            && !other.digest().equals(picture.digest())
                            && Long.bitCount(other.hash() ^ picture.hash()) <= NEAR_BITS
                            && compared.add(other)) {
                        findings.add(new Finding(
                                picture.file(),
                                0,
                                Rule.NEAR_DUPLICATE,
                                "nearly the same picture is %s in split %s (%d of 64 bits differ)"
                                        .formatted(
                                                other.file(),
                                                other.split().word(),
                                                Long.bitCount(other.hash() ^ picture.hash())),
                                false));
                        found++;
                    }
                }
                bucket.add(picture);
            }
        }
    }

    private static boolean apart(Hashed a, Hashed b) {
        return side(a.split()) != side(b.split());
    }

    private static Split side(Split split) {
        return split == Split.CALIB ? Split.TRAIN : split;
    }
}
