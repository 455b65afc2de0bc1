package dev.visor.detection.bootstrap;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What is drawn together: each picture for itself, or all pictures of a clip, since frames of one scene say little more
 * than one of them (cluster bootstrap).
 *
 * @param ofPicture the unit of each picture of the split, from 0
 * @param count how many units there are
 */
public record Units(int[] ofPicture, int count) {
    public Units {
        if (ofPicture.length == 0) {
            throw new IllegalArgumentException("at least one picture is drawn from, there is none");
        }
        for (int unit : ofPicture) {
            if (unit < 0 || unit >= count) {
                throw new IllegalArgumentException("unit %d is none of %d".formatted(unit, count));
            }
        }
    }

    /** Each picture for itself. */
    public static Units pictures(int count) {
        return new Units(IntStream.range(0, count).toArray(), count);
    }

    /** Pictures with equal names of clip, camera or day are drawn together. */
    public static Units groups(Collection<String> nameOfPicture) {
        Map<String, Integer> units = new LinkedHashMap<>();
        int[] ofPicture = nameOfPicture.stream()
                .mapToInt(name -> units.computeIfAbsent(name, n -> units.size()))
                .toArray();
        return new Units(ofPicture, units.size());
    }

    /** How many pictures there are. */
    public int pictures() {
        return ofPicture.length;
    }
}
