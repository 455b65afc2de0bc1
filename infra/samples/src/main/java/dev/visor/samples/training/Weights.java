package dev.visor.samples.training;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The numbers of a {@link HelmetNet} by name, each in row-major order. */
final class Weights {
    private static final int MAGIC = 0x56535731;
    /** Strides 8 and 16 are typical heads of 24 and 48 px: exp of this is 3. */
    private static final float TYPICAL_SIZE = 1.1f;
    /** Most cells are background; starting near a probability of 0.02 keeps the first steps quiet. */
    private static final float RARE = -4f;

    private final Map<String, float[]> values = new LinkedHashMap<>();

    private Weights() {}

    /** He initialisation by seed; running statistics of a standard normal. */
    static Weights initial(HelmetNet net, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Weights weights = new Weights();
        net.shapes().forEach((name, shape) -> {
            int size = size(shape);
            float[] values = new float[size];
            if (name.endsWith(".weight")) {
                double deviation = Math.sqrt(2.0 / (size / shape[0]));
                if (name.startsWith("box") && shape[0] == 4
                        || name.startsWith("class") && shape[0] == HelmetNet.CLASSES) {
                    deviation = 0.01;
                }
                for (int i = 0; i < size; i++) {
                    values[i] = (float) (random.nextGaussian() * deviation);
                }
            } else if (name.endsWith(".gamma") || name.endsWith(".variance")) {
                java.util.Arrays.fill(values, 1);
            } else if (name.startsWith("box") && name.endsWith(".bias")) {
                values[2] = TYPICAL_SIZE;
                values[3] = TYPICAL_SIZE;
            } else if (name.startsWith("class") && name.endsWith(".bias")) {
                java.util.Arrays.fill(values, RARE);
            }
            weights.values.put(name, values);
        });
        return weights;
    }

    /** Empty weights to be filled by {@link #put}. */
    static Weights empty() {
        return new Weights();
    }

    void put(String name, float[] numbers) {
        values.put(name, numbers);
    }

    float[] get(String name) {
        float[] found = values.get(name);
        if (found == null) {
            throw new IllegalArgumentException("No weights named '" + name + "'; there are " + values.keySet());
        }
        return found;
    }

    /** Learned numbers: running statistics don't count. */
    long parameters() {
        return values.entrySet().stream()
                .filter(entry -> isLearned(entry.getKey()))
                .mapToLong(entry -> entry.getValue().length)
                .sum();
    }

    static boolean isLearned(String name) {
        return !name.endsWith(".mean") && !name.endsWith(".variance");
    }

    /** Written beside and renamed, so a stop while writing leaves the former file. */
    void save(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
            out.writeInt(MAGIC);
            out.writeInt(values.size());
            for (Map.Entry<String, float[]> entry : values.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeInt(entry.getValue().length);
                for (float value : entry.getValue()) {
                    out.writeFloat(value);
                }
            }
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    static Weights load(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC) {
                throw new IOException(file + " is no file of sample weights");
            }
            Weights weights = new Weights();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                float[] numbers = new float[in.readInt()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = in.readFloat();
                }
                weights.values.put(name, numbers);
            }
            return weights;
        }
    }

    static int size(int[] shape) {
        int size = 1;
        for (int extent : shape) {
            size *= extent;
        }
        return size;
    }
}
