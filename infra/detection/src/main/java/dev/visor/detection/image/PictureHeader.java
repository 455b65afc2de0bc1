package dev.visor.detection.image;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;

/**
 * What a picture file says about itself, read without decoding it: a small file may claim billions of pixels.
 *
 * @param format what it is
 * @param width stored width in pixels, before any EXIF rotation
 * @param height stored height in pixels, before any EXIF rotation
 */
public record PictureHeader(PictureFormat format, int width, int height) {

    /** Reads the header; {@code INVALID_IMAGE} in words if it is no picture that Visor decodes or has none. */
    public static PictureHeader read(byte[] file) {
        PictureFormat format = PictureFormat.sniff(file);
        if (!format.supported()) {
            throw new VisorException(
                    ErrorCode.INVALID_IMAGE,
                    "not a JPEG, PNG, BMP or WebP picture but %s; convert it".formatted(describe(format)));
        }
        PictureHeader header = switch (format) {
            case JPEG -> jpeg(file);
            case PNG -> size(format, be32(file, 16), be32(file, 20));
            case BMP -> size(format, le32(file, 18), Math.abs(le32(file, 22)));
            case WEBP -> webp(file);
            default -> throw truncated(format);
        };
        if (header.width < 1 || header.height < 1) {
            throw new VisorException(
                    ErrorCode.INVALID_IMAGE,
                    "%s header claims %d × %d pixels; the file is damaged"
                            .formatted(format.title(), header.width, header.height));
        }
        return header;
    }

    /**
     * Whether a JPEG file ends before its picture does. OpenCV would fill the rest with grey without a word.
     *
     * @param file of format {@link PictureFormat#JPEG}
     */
    static boolean jpegCutOff(byte[] file) {
        for (int at = file.length - 2; at > 2; at--) {
            int marker = (file[at] & 0xFF) == 0xFF ? file[at + 1] & 0xFF : 0;
            if (marker == 0xD9) {
                return false;
            }
            if (marker == 0xDA) {
                return true;
            }
        }
        return true;
    }

    /** Pixels that the header claims. */
    public long pixels() {
        return (long) width * height;
    }

    private static String describe(PictureFormat format) {
        return switch (format) {
            case EMPTY -> "an empty file";
            case OTHER -> "an unknown format";
            case AVIF, HTML -> "an " + format.title() + " file";
            default -> "a " + format.title() + " file";
        };
    }

    /** Walks the segments to the frame header SOF0…SOF15 (ITU-T T.81 B.2.2). */
    private static PictureHeader jpeg(byte[] file) {
        int at = 2;
        while (at + 9 < file.length) {
            if ((file[at] & 0xFF) != 0xFF) {
                throw truncated(PictureFormat.JPEG);
            }
            int marker = file[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++;
            } else if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
                at += 2;
            } else if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                return size(PictureFormat.JPEG, be16(file, at + 7), be16(file, at + 5));
            } else if (marker == 0xD9 || marker == 0xDA) {
                throw truncated(PictureFormat.JPEG);
            } else {
                at += 2 + Math.max(2, be16(file, at + 2));
            }
        }
        throw truncated(PictureFormat.JPEG);
    }

    /** The three chunk kinds of RFC 9649. */
    private static PictureHeader webp(byte[] file) {
        if (file.length < 30) {
            throw truncated(PictureFormat.WEBP);
        }
        return switch (file[15]) {
            case ' ' -> size(PictureFormat.WEBP, le16(file, 26) & 0x3FFF, le16(file, 28) & 0x3FFF);
            case 'L' -> {
                int bits = le32(file, 21);
                yield size(PictureFormat.WEBP, (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
            }
            case 'X' -> size(PictureFormat.WEBP, (le32(file, 24) & 0xFFFFFF) + 1, (le32(file, 26) >>> 8) + 1);
            default -> throw truncated(PictureFormat.WEBP);
        };
    }

    private static PictureHeader size(PictureFormat format, int width, int height) {
        return new PictureHeader(format, width, height);
    }

    private static VisorException truncated(PictureFormat format) {
        return new VisorException(
                ErrorCode.INVALID_IMAGE,
                "%s file without a header; it is cut off or damaged".formatted(format.title()));
    }

    private static int be16(byte[] file, int at) {
        return (file[at] & 0xFF) << 8 | (file[at + 1] & 0xFF);
    }

    private static int le16(byte[] file, int at) {
        return (file[at] & 0xFF) | (file[at + 1] & 0xFF) << 8;
    }

    private static int be32(byte[] file, int at) {
        if (file.length < at + 4) {
            throw truncated(PictureFormat.sniff(file));
        }
        return be16(file, at) << 16 | be16(file, at + 2);
    }

    private static int le32(byte[] file, int at) {
        if (file.length < at + 4) {
            throw truncated(PictureFormat.sniff(file));
        }
        return le16(file, at) | le16(file, at + 2) << 16;
    }
}
