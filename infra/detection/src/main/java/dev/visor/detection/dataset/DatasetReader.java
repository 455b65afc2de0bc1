package dev.visor.detection.dataset;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.dataset.duplicate.DuplicateFinder;
import dev.visor.detection.dataset.duplicate.DuplicateFinder.Hashed;
import dev.visor.detection.dataset.duplicate.PerceptualHash;
import dev.visor.detection.dataset.layout.DatasetFolder;
import dev.visor.detection.dataset.layout.LayoutReader;
import dev.visor.detection.dataset.tag.FolderTags;
import dev.visor.detection.dataset.tag.TagCollector;
import dev.visor.detection.dataset.tag.TagTable;
import dev.visor.detection.image.Luma;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.detection.image.PictureFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads an unpacked dataset whose layout it finds by itself. Broken items are left out and named; what can be read is
 * read. Every picture is decoded, so a dataset that passes can be evaluated.
 */
public final class DatasetReader {
    private static final Comparator<ParsedImage> BY_SPLIT =
            Comparator.comparing(ParsedImage::split).thenComparing(ParsedImage::file);

    private DatasetReader() {}

    /** Reads without telling how far. */
    public static ParsedDataset read(Path root) {
        return read(root, ReadProgress.none());
    }

    /**
     * Reads a dataset.
     *
     * @param root the folder that the archive was unpacked to
     * @throws VisorException {@code INVALID_DATASET} if no layout is recognised or nothing names the classes
     */
    public static ParsedDataset read(Path root, ReadProgress progress) {
        DatasetFolder folder = new DatasetFolder(root);
        LayoutReader reader = LayoutReader.of(folder);
        List<Finding> findings = new ArrayList<>();
        LayoutReader.Draft draft = reader.read(folder, findings);
        TagTable tags = tags(folder, findings);
        AtomicInteger done = new AtomicInteger();
        int total = draft.entries().size();
        List<Looked> looked = draft.entries().parallelStream()
                .map(entry -> {
                    Looked result = look(folder, entry, tags);
                    progress.read(done.incrementAndGet(), total);
                    return result;
                })
                .toList();
        List<ParsedImage> images = new ArrayList<>();
        List<Hashed> hashes = new ArrayList<>();
        for (Looked one : looked) {
            one.findings().forEach(f -> findings.add(f.in(one.file())));
            if (one.image() != null) {
                images.add(one.image());
                hashes.add(new Hashed(
                        one.image().file(), one.image().split(), one.image().digest(), one.hash()));
            }
        }
        images.sort(BY_SPLIT);
        hashes.sort(Comparator.comparing(Hashed::split).thenComparing(Hashed::file));
        DuplicateFinder.Found duplicates = DuplicateFinder.find(hashes);
        images.removeIf(image -> duplicates.leftOut().contains(image.file()));
        findings.addAll(duplicates.findings());
        findings.addAll(unlabelled(images));
        findings.sort(
                Comparator.comparing(Finding::file).thenComparing(Finding::line).thenComparing(Finding::rule));
        if (images.isEmpty()) {
            throw new VisorException(
                    ErrorCode.INVALID_DATASET,
                    "no picture of the dataset can be read",
                    findings.stream()
                            .map(f -> f.file() + ": " + f.message())
                            .limit(50)
                            .toList(),
                    null);
        }
        return new ParsedDataset(reader.layout(), draft.classes(), images, findings, duplicates.duplicates());
    }

    private static TagTable tags(DatasetFolder folder, List<Finding> findings) {
        for (String name : TagTable.FILES) {
            Optional<Path> file = folder.find(name);
            if (file.isPresent()) {
                try {
                    List<String> pictures =
                            folder.pictures().stream().map(folder::name).toList();
                    return TagTable.parse(name, folder.text(file.get()), pictures, findings);
                } catch (VisorException e) {
                    findings.add(new Finding(name, 0, Rule.TAG, e.detail() + "; no tags are taken", false));
                }
            }
        }
        return TagTable.none();
    }

    private record Looked(String file, @Nullable ParsedImage image, long hash, List<Finding> findings) {}

    private static Looked look(DatasetFolder folder, LayoutReader.Entry entry, TagTable table) {
        String name = folder.name(entry.path());
        List<Finding> findings = new ArrayList<>();
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(entry.path());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + entry.path(), e);
        }
        PictureFormat format = PictureFormat.sniff(bytes);
        if (!matchesName(format, DatasetFolder.extension(entry.path()))) {
            findings.add(new Finding(
                    name,
                    0,
                    Rule.MISLABELLED_IMAGE,
                    "the file's content is %s, not what its name says; %s"
                            .formatted(format.title(), format.supported() ? "taken as what it is" : "left out"),
                    !format.supported()));
            if (!format.supported()) {
                return new Looked(name, null, 0, findings);
            }
        }
        Picture picture;
        try {
            picture = PictureDecoder.decode(bytes);
        } catch (VisorException e) {
            findings.add(new Finding(name, 0, Rule.UNREADABLE_IMAGE, e.detail() + "; left out", true));
            return new Looked(name, null, 0, findings);
        }
        Optional<List<LabelledBox>> boxes = entry.labels().read(picture.width(), picture.height(), findings);
        TagCollector tags = new TagCollector(name, findings);
        tags.addAll(entry.tags());
        tags.addAll(table.of(name));
        tags.addAll(FolderTags.of(name));
        ParsedImage image = new ParsedImage(
                entry.path(),
                name,
                Sha256.of(bytes),
                bytes.length,
                picture.width(),
                picture.height(),
                entry.split(),
                boxes.isPresent(),
                boxes.orElse(List.of()),
                tags.tags(),
                Luma.mean(picture));
        return new Looked(name, image, PerceptualHash.of(picture), findings);
    }

    private static boolean matchesName(PictureFormat format, String extension) {
        return switch (extension) {
            case "jpg", "jpeg" -> format == PictureFormat.JPEG;
            case "png" -> format == PictureFormat.PNG;
            case "bmp" -> format == PictureFormat.BMP;
            case "webp" -> format == PictureFormat.WEBP;
            default -> true;
        };
    }

    private static List<Finding> unlabelled(List<ParsedImage> images) {
        Map<Split, Integer> counts = new EnumMap<>(Split.class);
        images.stream().filter(i -> !i.labelled()).forEach(i -> counts.merge(i.split(), 1, Integer::sum));
        // Calibration needs no labels.
        counts.remove(Split.CALIB);
        return counts.entrySet().stream()
                .map(e -> new Finding(
                        e.getKey().word(),
                        0,
                        Rule.UNLABELLED,
                        "%d pictures of split %s have no labels: not background, and not used for judging"
                                .formatted(e.getValue(), e.getKey().word()),
                        false))
                .toList();
    }
}
