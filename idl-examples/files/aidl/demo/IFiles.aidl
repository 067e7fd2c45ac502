/* SPDX-License-Identifier: MIT */
package demo;

/**
 * Works on files that are handed over as descriptors. Whatever their size, only the
 * descriptor travels through the driver.
 */
interface IFiles {
    /** What digest() found. */
    parcelable Digest {
        long size;
        /** FNV-1a, 64 bits, over all bytes. */
        long hash;
    }

    /** Reads a payload from its first byte to its last. EX_ILLEGAL_ARGUMENT: it cannot be read. */
    Digest digest(in ParcelFileDescriptor payload);

    /** A new file with every byte of the payload inverted. */
    ParcelFileDescriptor invert(in ParcelFileDescriptor payload);

    /**
     * The read end of a pipe into which the service writes the lines "1" to "last", at the
     * pace at which they are read.
     */
    ParcelFileDescriptor count(int last);
}
