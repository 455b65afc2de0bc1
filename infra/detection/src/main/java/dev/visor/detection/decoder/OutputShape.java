package dev.visor.detection.decoder;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.util.Arrays;
import java.util.List;

/** The check that decoders begin with. */
final class OutputShape {
    private OutputShape() {}

    /** The first output, if its shape is {@code [1,rows,columns]}; −1 stands for any size. */
    static RawOutput require(List<RawOutput> outputs, String family, long rows, long columns) {
        if (outputs.isEmpty()) {
            throw new VisorException(
                    ErrorCode.INVALID_MODEL, "a %s detector has an output, there is none".formatted(family));
        }
        RawOutput output = outputs.getFirst();
        long[] shape = output.shape();
        if (shape.length != 3
                || shape[0] != 1
                || (rows >= 0 && shape[1] != rows)
                || (columns >= 0 && shape[2] != columns)) {
            throw new VisorException(
                    ErrorCode.INVALID_MODEL,
                    "output '%s' of a %s detector with these classes has shape [1,%s,%s], was %s; family or number of classes is wrong"
                            .formatted(output.name(), family, words(rows), words(columns), Arrays.toString(shape)));
        }
        return output;
    }

    private static String words(long size) {
        return size < 0 ? "N" : Long.toString(size);
    }
}
