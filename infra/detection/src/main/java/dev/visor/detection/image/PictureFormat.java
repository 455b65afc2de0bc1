package dev.visor.detection.image;

/** What a file is by its first bytes, whatever it is called. */
public enum PictureFormat {
    JPEG("JPEG", true),
    PNG("PNG", true),
    BMP("BMP", true),
    WEBP("WebP", true),
    AVIF("AVIF", false),
    HEIF("HEIF", false),
    GIF("GIF", false),
    TIFF("TIFF", false),
    PDF("PDF", false),
    HTML("HTML", false),
    ZIP("ZIP", false),
    EMPTY("empty file", false),
    OTHER("unknown format", false);

    private final String title;
    private final boolean supported;

    PictureFormat(String title, boolean supported) {
        this.title = title;
        this.supported = supported;
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** Whether Visor decodes it. */
    public boolean supported() {
        return supported;
    }

    /** The media type of a format that Visor decodes; bytes of no meaning for others. */
    public String mediaType() {
        return switch (this) {
            case JPEG -> "image/jpeg";
            case PNG -> "image/png";
            case BMP -> "image/bmp";
            case WEBP -> "image/webp";
            default -> "application/octet-stream";
        };
    }

    /** Looks at the first bytes; 64 are enough. */
    public static PictureFormat sniff(byte[] head) {
        if (head.length == 0) {
            return EMPTY;
        }
        if (at(head, 0, 0xFF, 0xD8, 0xFF)) {
            return JPEG;
        }
        if (at(head, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return PNG;
        }
        if (at(head, 0, 'B', 'M') && head.length >= 26) {
            return BMP;
        }
        if (at(head, 0, 'R', 'I', 'F', 'F') && at(head, 8, 'W', 'E', 'B', 'P')) {
            return WEBP;
        }
        if (at(head, 4, 'f', 't', 'y', 'p')) {
            return at(head, 8, 'a', 'v', 'i', 'f') || at(head, 8, 'a', 'v', 'i', 's')
                    ? AVIF
                    : at(head, 8, 'h', 'e') || at(head, 8, 'm', 'i', 'f', '1') ? HEIF : OTHER;
        }
        if (at(head, 0, 'G', 'I', 'F', '8')) {
            return GIF;
        }
        if (at(head, 0, 'I', 'I', 0x2A, 0) || at(head, 0, 'M', 'M', 0, 0x2A)) {
            return TIFF;
        }
        if (at(head, 0, '%', 'P', 'D', 'F')) {
            return PDF;
        }
        if (at(head, 0, 'P', 'K', 3, 4)) {
            return ZIP;
        }
        return at(head, 0, '<', '!') || at(head, 0, '<', 'h', 't', 'm', 'l') ? HTML : OTHER;
    }

    private static boolean at(byte[] head, int offset, int... expected) {
        if (head.length < offset + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((head[offset + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
