package io.sluice.connector.lake;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Kernel's files, of which those that get their name when they are whole survive a power cut on a local disk. Kernel renames a checkpoint
 * without forcing it to the disk first: after a cut it was there and empty, {@code _last_checkpoint} named it, and nobody could open the
 * table.
 */
record DurableFiles(FileIO files, Configuration configuration) implements FileIO {
    @Override
    public OutputFile newOutputFile(String path) {
        OutputFile file = files.newOutputFile(path);
        return "file".equals(new Path(path).toUri().getScheme()) ? new Durable(this, file) : file;
    }

    private record Durable(DurableFiles all, OutputFile file) implements OutputFile {
        @Override
        public String path() {
            return file.path();
        }

        @Override
        public PositionOutputStream create(boolean atomically) throws IOException {
            if (!atomically) {
                return file.create(false);
            }
            Path target = new Path(path());
            return new DurableOutput(all.files, target.getFileSystem(all.configuration), target);
        }

        /** By the log store, which forces what it writes. */
        @Override
        public void writeAtomically(CloseableIterator<String> lines, boolean overwrite) throws IOException {
            file.writeAtomically(lines, overwrite);
        }
    }

    @Override
    public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
        return files.listFrom(path);
    }

    @Override
    public FileStatus getFileStatus(String path) throws IOException {
        return files.getFileStatus(path);
    }

    @Override
    public String resolvePath(String path) throws IOException {
        return files.resolvePath(path);
    }

    @Override
    public boolean mkdirs(String path) throws IOException {
        return files.mkdirs(path);
    }

    @Override
    public InputFile newInputFile(String path, long size) {
        return files.newInputFile(path, size);
    }

    @Override
    public boolean delete(String path) throws IOException {
        return files.delete(path);
    }

    @Override
    public Optional<String> getConf(String name) {
        return files.getConf(name);
    }

    @Override
    public void copyFileAtomically(String from, String to, boolean overwrite) throws IOException {
        files.copyFileAtomically(from, to, overwrite);
    }
}
