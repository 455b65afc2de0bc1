package dev.visor.samples.training;

import java.nio.file.Path;
import java.util.List;

/**
 * How a training run goes.
 *
 * @param resources the folder that gets the model
 * @param checkpoints the folder where a stopped run goes on from
 * @param scenes drawn to train on
 * @param height of the pictures trained on, pixels; a multiple of 32
 * @param width likewise
 */
record TrainSettings(
        Path resources,
        Path checkpoints,
        long seed,
        int scenes,
        int epochs,
        int batch,
        int height,
        int width,
        int validateEvery) {

    static TrainSettings parse(List<String> arguments) {
        Path resources = Path.of("src/main/resources");
        Path checkpoints = Path.of("target/training");
        long seed = 7;
        int scenes = 1200;
        int epochs = 20;
        int batch = 16;
        int height = 256;
        int width = 320;
        int validateEvery = 2;
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " has no value");
            }
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--resources" -> resources = Path.of(value);
                case "--checkpoints" -> checkpoints = Path.of(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--scenes" -> scenes = Integer.parseInt(value);
                case "--epochs" -> epochs = Integer.parseInt(value);
                case "--batch" -> batch = Integer.parseInt(value);
                case "--height" -> height = Integer.parseInt(value);
                case "--width" -> width = Integer.parseInt(value);
                case "--validate-every" -> validateEvery = Integer.parseInt(value);
                default ->
                    throw new IllegalArgumentException(arguments.get(i)
                            + " is unknown; there are --resources, --checkpoints, --seed, --scenes, --epochs, --batch,"
                            + " --height, --width and --validate-every");
            }
        }
        return new TrainSettings(resources, checkpoints, seed, scenes, epochs, batch, height, width, validateEvery);
    }

    /** The command line that trains the same way. */
    String command() {
        return "mvn -Ptrain -pl infra/samples -am process-classes -Dtrain.arguments='--seed " + seed + " --scenes " + scenes
                + " --epochs " + epochs + " --batch " + batch + "'";
    }
}
