package dev.visor.detection.dataset.layout;

import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of an unpacked dataset, by their paths inside it. Links are not followed. */
public final class DatasetFolder {
    private static final Set<String> PICTURES =
            Set.of("jpg", "jpeg", "png", "bmp", "webp", "avif", "heic", "gif", "tif", "tiff");
    private static final long MAX_TEXT_BYTES = 10_000_000;

    private final Path root;
    private final TreeMap<String, Path> files;

    /** Lists the files; a folder that wraps all others is descended into. */
    public DatasetFolder(Path root) {
        this.root = descend(root);
        try (Stream<Path> walk = Files.walk(this.root, 12)) {
            this.files = walk.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS))
                    .filter(p -> !ignored(this.root.relativize(p)))
                    .collect(Collectors.toMap(this::name, p -> p, (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + root, e);
        }
    }

    /** Archives often wrap everything in one folder. */
    private static Path descend(Path root) {
        Path at = root;
        for (int depth = 0; depth < 4; depth++) {
            try (Stream<Path> children = Files.list(at)) {
                List<Path> inside =
                        children.filter(p -> !ignored(p.getFileName())).toList();
                boolean wrapped = inside.size() == 1
                        && Files.isDirectory(inside.getFirst(), LinkOption.NOFOLLOW_LINKS)
                        && split(inside.getFirst().getFileName().toString()).isEmpty();
                if (!wrapped) {
                    return at;
                }
                at = inside.getFirst();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list " + at, e);
            }
        }
        return at;
    }

    private static boolean ignored(Path relative) {
        String text = relative.toString();
        return text.startsWith("__MACOSX") || relative.getFileName().toString().startsWith(".");
    }

    /** Path inside the dataset. */
    public String name(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    /** All files by name, sorted. */
    public Map<String, Path> files() {
        return files;
    }

    /** The file of this path. */
    public Optional<Path> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** All pictures by their extension, sorted by name. */
    public List<Path> pictures() {
        return files.values().stream().filter(DatasetFolder::isPicture).toList();
    }

    /** Pictures in a folder and below. */
    List<Path> picturesUnder(String folder) {
        String prefix = folder.isEmpty() || folder.equals(".") ? "" : folder + "/";
        return files.subMap(prefix, prefix + Character.MAX_VALUE).values().stream()
                .filter(DatasetFolder::isPicture)
                .toList();
    }

    List<Path> withExtension(String extension) {
        return files.values().stream()
                .filter(p -> extension(p).equals(extension))
                .toList();
    }

    /** A text file; {@code INVALID_DATASET} if it is none or too long. */
    public String text(Path file) {
        try {
            if (Files.size(file) > MAX_TEXT_BYTES) {
                throw new VisorException(
                        ErrorCode.INVALID_DATASET,
                        "%s has %d bytes, above the limit of %d"
                                .formatted(name(file), Files.size(file), MAX_TEXT_BYTES));
            }
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new VisorException(ErrorCode.INVALID_DATASET, name(file) + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Whether a file's first character that isn't blank is this one. */
    static boolean beginsWith(char character, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(1024);
            String text = new String(begin, StandardCharsets.UTF_8)
                    .replace("\uFEFF", "")
                    .stripLeading();
            return !text.isEmpty() && text.charAt(0) == character;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static boolean isPicture(Path path) {
        return PICTURES.contains(extension(path));
    }

    static boolean isPicture(String path) {
        return PICTURES.contains(extensionOf(path));
    }

    /** What follows the last dot, in lower case. */
    public static String extension(Path path) {
        return extensionOf(path.getFileName().toString());
    }

    private static String extensionOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** A path without the last dot and what follows it. */
    public static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= name.lastIndexOf('/') ? name : name.substring(0, dot);
    }

    /** The split that a folder or file name stands for, if it is the word of one, a year behind it allowed. */
    static Optional<Split> split(String word) {
        String letters = word.toLowerCase(Locale.ROOT).replaceAll("[_-]?[0-9]*$", "");
        return switch (letters) {
            case "train", "training", "calib", "calibration", "val", "valid", "validation", "promotion", "test" ->
                Optional.of(Split.parse(letters.equals("training") ? "train" : letters));
            default -> Optional.empty();
        };
    }

    /** The split that one of the folders of a name stands for; the innermost wins. */
    static Optional<Split> splitOfFolders(String name) {
        String[] parts = name.split("/");
        for (int i = parts.length - 2; i >= 0; i--) {
            Optional<Split> split = split(parts[i]);
            if (split.isPresent()) {
                return split;
            }
        }
        return Optional.empty();
    }
}
