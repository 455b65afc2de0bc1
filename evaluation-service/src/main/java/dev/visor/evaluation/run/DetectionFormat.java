package dev.visor.evaluation.run;

import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.detection.Detection;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Raw detections as bytes, the same for equal detections. Big-endian: {@code "VDT1"}, pictures; then for each picture the
 * 32 bytes of its digest and how many detections, and for each of those its model class ({@code int}), score, x, y, width
 * and height ({@code double}, pixels of the picture).
 */
final class DetectionFormat {
    private static final int MAGIC = 0x56445431;

    private DetectionFormat() {}

    static byte[] write(List<LabelledImage> images, List<List<Detection>> detections) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(images.size());
            for (int i = 0; i < images.size(); i++) {
                out.write(images.get(i).digest().raw());
                out.writeInt(detections.get(i).size());
                for (Detection detection : detections.get(i)) {
                    out.writeInt(detection.classIndex());
                    out.writeDouble(detection.score());
                    out.writeDouble(detection.x());
                    out.writeDouble(detection.y());
                    out.writeDouble(detection.width());
                    out.writeDouble(detection.height());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
