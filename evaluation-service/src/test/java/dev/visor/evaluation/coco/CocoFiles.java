package dev.visor.evaluation.coco;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Small COCO files. */
public final class CocoFiles {
    /** Two pictures, two classes; the second label of class 7 isn't found. */
    public static final String GROUND_TRUTH = """
            {"info": {"year": 2026}, "licenses": [],
             "annotations": [
              {"id": 0, "image_id": 12, "category_id": 7, "bbox": [10, 10, 50, 50], "area": 2500, "iscrowd": 0,
               "segmentation": [[10, 10, 60, 10, 60, 60]]},
              {"id": 1, "image_id": 3, "category_id": 7, "bbox": [10, 10, 50, 50], "area": 2500, "iscrowd": 0},
              {"id": 2, "image_id": 3, "category_id": 2, "bbox": [100, 10, 200, 200], "area": 40000, "iscrowd": 1,
               "ignore": 0}],
             "images": [{"id": 12, "width": 640}, {"id": 3, "width": 640}],
             "categories": [{"id": 7, "name": "helmet"}, {"id": 2, "name": "crowded"}]}
            """;

    public static final String DETECTIONS = """
            [{"image_id": 12, "category_id": 7, "bbox": [10, 10, 50, 50], "score": 0.9},
             {"image_id": 3, "category_id": 2, "bbox": [120, 20, 20, 20], "score": 0.8}]
            """;

    private CocoFiles() {}

    /** The bytes as they are. */
    public static byte[] plain(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes gzipped. */
    public static byte[] gzipped(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
