package dev.visor.detection.dataset.quality;

import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import java.util.Arrays;
import java.util.List;

/**
 * What a dataset is made of.
 *
 * @param name the dataset
 * @param images pictures in all
 * @param boxes labelled boxes in all
 * @param splits one each that has pictures, in the order train, calib, val, promotion, test
 */
public record DatasetStatistics(String name, int images, int boxes, List<SplitStatistics> splits) {
    public DatasetStatistics {
        splits = List.copyOf(splits);
    }

    /** Counts. */
    public static DatasetStatistics of(DatasetManifest dataset) {
        List<SplitStatistics> splits = Arrays.stream(Split.values())
                .filter(split -> dataset.images().stream().anyMatch(i -> i.split() == split))
                .map(split -> SplitStatistics.of(split, dataset.classes(), dataset.split(split)))
                .toList();
        int boxes = dataset.images().stream()
                .map(LabelledImage::boxes)
                .mapToInt(List::size)
                .sum();
        return new DatasetStatistics(dataset.name(), dataset.images().size(), boxes, splits);
    }
}
