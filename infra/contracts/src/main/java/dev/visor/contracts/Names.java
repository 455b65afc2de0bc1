package dev.visor.contracts;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.util.regex.Pattern;

/** The one rule for everything that users name: models, datasets, policies, recipes, targets, cameras. */
public final class Names {
    /** 1 to 63 of {@code a-z 0-9 -}, safe in a path, a URL, a topic key and a page. */
    public static final String PATTERN = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private Names() {}

    /**
     * Returns the name if it is one.
     *
     * @param kind what is named, for the message: {@code model}, {@code dataset} …
     */
    public static String require(String kind, String name) {
        if (!COMPILED.matcher(name).matches()) {
            throw new VisorException(
                    ErrorCode.INVALID_NAME,
                    "%s name '%s' is not allowed: 1 to 63 of a-z, 0-9 and '-', not at the ends"
                            .formatted(kind, name.length() > 80 ? name.substring(0, 80) + "…" : name));
        }
        return name;
    }
}
