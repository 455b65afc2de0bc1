package dev.visor.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Writes sample files from the command line. */
public final class SamplesMain {
    private static final String USAGE = """
            samples dataset --out FILE.zip|FOLDER [--seed 7] [--train 0] [--calib 64] [--val 48] [--promotion 120]
            samples frames  --out FOLDER [--count 120] [--seed 5]
            samples model   --out FOLDER
            """;

    private SamplesMain() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        try {
            run(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
        }
    }

    static void run(String... arguments) throws IOException {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("What shall be written?");
        }
        Map<String, String> options = options(arguments);
        Path out = Path.of(required(options, "out"));
        switch (arguments[0]) {
            case "dataset" -> {
                Map<Split, Integer> counts =
                        new EnumMap<>(SampleDataset.standard().counts());
                for (Split split : Split.values()) {
                    counts.put(split, (int) number(options, split.folder(), counts.getOrDefault(split, 0)));
                }
                SampleDataset dataset = new SampleDataset(number(options, "seed", SampleDataset.SEED), counts);
                refuseUnknown(options);
                dataset.write(out, System.out::println);
            }
            case "frames" -> {
                int count = (int) number(options, "count", 120);
                long seed = number(options, "seed", SampleFiles.STREAM_SEED);
                refuseUnknown(options);
                SampleFiles.writeFrames(out, count, seed, System.out::println);
            }
            case "model" -> {
                refuseUnknown(options);
                SampleFiles.writeModel(out);
            }
            default -> throw new IllegalArgumentException("'" + arguments[0] + "' can't be written");
        }
        System.out.println("Wrote " + out);
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("'" + arguments[i] + "' must be an option with a value after it");
            }
            options.put(arguments[i].substring(2).toLowerCase(Locale.ROOT), arguments[i + 1]);
        }
        return options;
    }

    private static String required(Map<String, String> options, String name) {
        String value = options.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    private static long number(Map<String, String> options, String name, long otherwise) {
        String value = options.remove(name);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " " + value + ": it must be a whole number", e);
        }
    }

    private static void refuseUnknown(Map<String, String> options) {
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("Unknown: " + options.keySet());
        }
    }
}
