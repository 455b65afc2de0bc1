package dev.visor.evaluation.look;

import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.detection.Detection;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Raw detections as bytes, the same for equal detections. Big-endian: {@code "VDT1"}, pictures; then for each picture the
 * 32 bytes of its digest and how many detections, and for each of those its model class ({@code int}), score, x, y, width
 * and height ({@code double}, pixels of the picture).
 */
public final class DetectionFormat {
    private static final int MAGIC = 0x56445431;
    private static final int DIGEST_BYTES = 32;
    private static final int DETECTION_BYTES = Integer.BYTES + 5 * Double.BYTES;

    private DetectionFormat() {}

    /** Writes what was seen in each picture. */
    public static byte[] write(List<LabelledImage> images, List<List<Detection>> detections) {
        if (images.size() != detections.size()) {
            throw new IllegalArgumentException(
                    "%d pictures, but detections of %d".formatted(images.size(), detections.size()));
        }
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

    /**
     * Reads what was seen in each picture.
     *
     * @throws IllegalArgumentException if these bytes are no detections
     */
    public static List<List<Detection>> read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            if (in.getInt() != MAGIC) {
                throw new IllegalArgumentException("not raw detections: they must begin with VDT1");
            }
            int pictures = in.getInt();
            List<List<Detection>> all = new ArrayList<>();
            for (int i = 0; i < pictures; i++) {
                in.position(in.position() + DIGEST_BYTES);
                all.add(readPicture(in));
            }
            return all;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "raw detections are cut off or damaged after %d of %d bytes".formatted(in.position(), bytes.length),
                    e);
        }
    }

    private static List<Detection> readPicture(ByteBuffer in) {
        int count = in.getInt();
        if (count < 0 || (long) count * DETECTION_BYTES > in.remaining()) {
            throw new BufferUnderflowException();
        }
        List<Detection> picture = new ArrayList<>(count);
        for (int d = 0; d < count; d++) {
            picture.add(new Detection(
                    in.getInt(), in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble()));
        }
        return picture;
    }
}
