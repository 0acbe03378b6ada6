package io.sluice.connector.model;

/** The protocol as designed, and eight ways of getting it wrong. */
enum Variant {
    DESIGNED,
    /** Offsets are written and never compared. */
    NO_COMPARISON,
    /** As Kernel compares: refused only if the other's version is not lower. */
    ORDER_INSTEAD_OF_EQUALITY,
    /** Compared before the first put, and not again when another writer won it. */
    COMPARED_ONCE,
    /** A put of unknown outcome is built again at the latest version, without a look at what became of it. */
    BLIND_RETRY,
    /** A fenced task takes the new offsets for its own and keeps its buffer. */
    FENCED_ADOPTS,
    /** Files of a failed put are deleted. */
    FILES_CLEANED_UP,
    /** The last put of a version wins. */
    UNCONDITIONAL_PUT,
    /** Partitions go, and the open file keeps their rows. */
    PARTIAL_REVOKE_KEEPS_FILE;

    boolean comparesEachTime() {
        return this != NO_COMPARISON && this != COMPARED_ONCE && this != ORDER_INSTEAD_OF_EQUALITY;
    }
}
