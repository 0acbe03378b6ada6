package io.sluice.connector.parquet;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** On local disks a file survives a power cut only when the directory that names it is synced as well. */
final class LocalDirectories {
    private LocalDirectories() {}

    /** Does nothing for other schemes: there a closed file has its name. */
    static void sync(URI directory) throws IOException {
        if ("file".equals(directory.getScheme())) {
            try (FileChannel channel = FileChannel.open(Path.of(directory.getPath()), StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
