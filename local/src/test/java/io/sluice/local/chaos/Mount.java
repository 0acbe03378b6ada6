package io.sluice.local.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A lake's path that leads to a disk, and while that is away to an empty mount point, as with a file system that is unmounted. */
final class Mount {
    private final Path lake;
    private final Path disk;
    private final Path empty;

    /** @param name of the test: begins the names of its folders */
    Mount(Path work, String name) {
        try {
            disk = Files.createDirectories(work.resolve(name + "-disk"));
            empty = Files.createDirectories(work.resolve(name + "-mount-point"));
            lake = Files.createSymbolicLink(work.resolve(name + "-lake"), disk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the sink is told. */
    Path lake() {
        return lake;
    }

    /** Where the tables are all the while. */
    Path disk() {
        return disk;
    }

    /** What is there while the disk is away. */
    Path empty() {
        return empty;
    }

    void away() {
        pointTo(empty);
    }

    void back() {
        pointTo(disk);
    }

    private void pointTo(Path target) {
        try {
            Path draft = lake.resolveSibling(lake.getFileName() + "-draft");
            Files.createSymbolicLink(draft, target);
            Files.move(draft, lake, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
