package io.sluice.local.chaos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * An ext4 file system on a loop device, whose power can be cut: what was not written to the device by then is gone, as after a real cut
 * (the cache of a disk itself aside), and mounting it again replays its journal.
 */
final class PoweredDisk implements AutoCloseable {
    /** EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH: nothing more is written, not even the journal. */
    private static final String CUT = "my $how = pack('I', 2); open(my $disk, '<', $ARGV[0]) or die $!;"
            + " ioctl($disk, 0x8004587d, $how) or die $!";

    private final Path image;
    private final Path folder;

    private PoweredDisk(Path image, Path folder) {
        this.image = image;
        this.folder = folder;
    }

    static PoweredDisk mount(Path image, Path folder, int megabytes) {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(megabytes * 1024L * 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Commands.run("mkfs.ext4", "-q", image.toString());
        PoweredDisk disk = new PoweredDisk(image, folder);
        disk.mount();
        return disk;
    }

    /** Whoever has files open there gets errors from now on. */
    void cut() {
        Commands.run("perl", "-e", CUT, folder.toString());
    }

    /** Nobody may have a file open there. */
    void restore() {
        Commands.run("umount", folder.toString());
        mount();
    }

    private void mount() {
        Commands.run("mount", "-o", "loop", image.toString(), folder.toString());
    }

    /** Lazily: a worker may still hold a file open. */
    @Override
    public void close() {
        Commands.run("umount", "-l", folder.toString());
    }
}
