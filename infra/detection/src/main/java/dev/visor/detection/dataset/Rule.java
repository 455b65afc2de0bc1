package dev.visor.detection.dataset;

/** What a finding is about. Rules are added, never renamed. */
public enum Rule {
    /** A label line or annotation that can't be read; left out. */
    MALFORMED_LABEL,
    /** A polygon where a box was expected; its enclosing box is taken. */
    POLYGON,
    /** A box that ran past the border; cut at it, or left out if nothing is inside. */
    OUTSIDE_IMAGE,
    /** A box without area; left out. */
    EMPTY_BOX,
    /** The same box of the same class twice; one is left out. */
    REPEATED_BOX,
    /** A class that the dataset doesn't name; left out. */
    UNKNOWN_CLASS,
    /** A picture that can't be decoded; left out. */
    UNREADABLE_IMAGE,
    /** A file that is something else than its name says; left out unless it is a picture that Visor decodes. */
    MISLABELLED_IMAGE,
    /** A picture that labels name and that isn't there; left out. */
    IMAGE_MISSING,
    /** Labels of no picture; left out. */
    LABEL_WITHOUT_IMAGE,
    /** Labels were made for a picture of another size; boxes are kept as they are. */
    SIZE_MISMATCH,
    /** Pictures that nobody labelled: not background, and not used for judging. */
    UNLABELLED,
    /** A split is named and isn't there, or pictures belong to none. */
    SPLIT,
    /** The same picture, byte by byte, in splits that must not share any; left out of the later one. */
    DUPLICATE,
    /** Nearly the same picture in splits that must not share any. */
    NEAR_DUPLICATE,
    /** Several people labelled a picture and drew different boxes; the first annotation is taken. */
    ANNOTATORS_DISAGREE,
    /** A tag that can't be kept: too long, too many, or of no picture; left out. */
    TAG,
    /** Two boxes of different classes that lie on one object (IoU of 0.7 or more). */
    CLASS_CONFLICT,
    /** Two boxes of one class that lie on one object (IoU of 0.9 or more). */
    NEARLY_REPEATED_BOX,
    /** A box with a side below 8 pixels. */
    TINY_BOX,
    /** A box more than 8 times as long as wide, or the reverse. */
    EXTREME_SHAPE,
    /** A labelled picture without a box: background, or forgotten. */
    EMPTY_PICTURE,
    /** A class that no box has. */
    UNUSED_CLASS,
    /** A class that no box of a split has, though boxes of others do. */
    CLASS_MISSING_IN_SPLIT,
    /** Something in the description of the dataset that was passed over. */
    DESCRIPTION
}
