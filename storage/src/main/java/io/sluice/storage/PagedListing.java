package io.sluice.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Files of a folder, in the order of their names, read from the store page by page as they are come to: a log of weeks is ten thousands of
 * files, and whoever looks for the oldest ones needs few. S3 lists by name; a store that does not is refused rather than sorted.
 */
final class PagedListing extends LazyListing {
    private final RemoteIterator<FileStatus> listed;
    private final Path folder;
    private final String from;
    private String last = "";

    /**
     * Asks for the first page.
     *
     * @param from the first name, whether it is there or not
     * @throws FileNotFoundException there is no such folder
     */
    PagedListing(FileSystem files, Path folder, String from) throws IOException {
        this.listed = files.listStatusIterator(folder);
        this.folder = folder;
        this.from = from;
        if (!look() && !files.exists(folder)) {
            throw new FileNotFoundException("No such directory: " + folder);
        }
    }

    @Override
    FileStatus find() throws IOException {
        while (listed.hasNext()) {
            FileStatus file = listed.next();
            String name = file.getPath().getName();
            if (file.isFile() && name.compareTo(from) >= 0) {
                requireOrder(name);
                return file;
            }
        }
        return null;
    }

    private void requireOrder(String name) throws IOException {
        if (name.compareTo(last) < 0) {
            throw new IOException("Cannot go through " + folder + ": its store listed " + name + " after " + last
                    + ", and a log is read in the order of its versions. S3's general purpose buckets list by name; for a store"
                    + " that does not, set delta.enableFastS3AListFrom=false.");
        }
        last = name;
    }
}
