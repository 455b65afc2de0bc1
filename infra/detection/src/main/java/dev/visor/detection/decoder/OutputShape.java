package dev.visor.detection.decoder;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.util.Arrays;
import java.util.List;

/** The checks that decoders begin with. */
final class OutputShape {
    private OutputShape() {}

    /** The first output, if its shape is {@code [1,rows,columns]}; −1 stands for any size. */
    static RawOutput require(List<RawOutput> outputs, String family, long rows, long columns) {
        if (outputs.isEmpty()) {
            throw invalid("a %s detector has an output, there is none".formatted(family));
        }
        return require(outputs.getFirst(), family, rows, columns);
    }

    /** The output, if its shape is {@code [1,rows,columns]}; −1 stands for any size. */
    static RawOutput require(RawOutput output, String family, long rows, long columns) {
        long[] shape = output.shape();
        if (shape.length != 3
                || shape[0] != 1
                || (rows >= 0 && shape[1] != rows)
                || (columns >= 0 && shape[2] != columns)) {
            throw wrong(output, family, "[1,%s,%s]".formatted(words(rows), words(columns)));
        }
        return output;
    }

    /** The output of this name. */
    static RawOutput named(List<RawOutput> outputs, String family, String name) {
        for (RawOutput output : outputs) {
            if (output.name().equals(name)) {
                return output;
            }
        }
        throw invalid("a %s detector has an output '%s'; there are %s"
                .formatted(family, name, outputs.stream().map(RawOutput::name).toList()));
    }

    /** That an output has so many values, in whatever shape. */
    static void requireElements(RawOutput output, String family, long elements) {
        if (elements(output) != elements) {
            throw wrong(output, family, elements + " values");
        }
    }

    /** That there are so many outputs of a kind. */
    static void requireCount(int found, int wanted, String family, String prefix) {
        if (found != wanted) {
            throw invalid("a %s detector has %d outputs '%s…', there are %d".formatted(family, wanted, prefix, found));
        }
    }

    /** That a class which the model named itself has a name. */
    static void requireClass(int classIndex, int classes, String output) {
        if (classIndex < 0 || classIndex >= classes) {
            throw invalid("output '%s' says class %d, but %d classes are named; name all that the model knows"
                    .formatted(output, classIndex, classes));
        }
    }

    static long elements(RawOutput output) {
        return Arrays.stream(output.shape()).reduce(1, (a, b) -> a * b);
    }

    private static VisorException wrong(RawOutput output, String family, String expected) {
        return invalid(
                "output '%s' of a %s detector with these classes has shape %s, was %s; family or number of classes is wrong"
                        .formatted(output.name(), family, expected, Arrays.toString(output.shape())));
    }

    private static VisorException invalid(String message) {
        return new VisorException(ErrorCode.INVALID_MODEL, message);
    }

    private static String words(long size) {
        return size < 0 ? "N" : Long.toString(size);
    }
}
