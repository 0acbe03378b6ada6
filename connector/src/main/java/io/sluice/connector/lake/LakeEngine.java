package io.sluice.connector.lake;

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.defaults.engine.DefaultParquetHandler;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.defaults.engine.hadoopio.HadoopFileIO;
import io.delta.kernel.engine.ParquetHandler;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Kernel's engine on Hadoop's file systems, whose checkpoints appear when all of the state is in them.
 *
 * <p>Kernel's own closes a checkpoint's file whatever ended the writing, and so gives it its name: where a commit could not be read in the
 * midst, a checkpoint with half of the state was there and looked whole. Readers would have lost live files, and tasks their offsets.
 */
final class LakeEngine extends DefaultEngine {
    private final Configuration configuration;

    LakeEngine(Configuration configuration) {
        super(new HadoopFileIO(configuration));
        this.configuration = configuration;
    }

    @Override
    public ParquetHandler getParquetHandler() {
        return new WholeParquet(configuration);
    }

    private static final class WholeParquet extends DefaultParquetHandler {
        private final Configuration configuration;

        WholeParquet(Configuration configuration) {
            super(new HadoopFileIO(configuration));
            this.configuration = configuration;
        }

        @Override
        public void writeParquetFileAtomically(String path, CloseableIterator<FilteredColumnarBatch> rows)
                throws IOException {
            Path target = new Path(path);
            try (WholeFile file = new WholeFile(target.getFileSystem(configuration), target)) {
                new DefaultParquetHandler(new Into(file, configuration)).writeParquetFileAtomically(path, rows);
                file.publish();
            }
        }
    }

    /** Files of which one is written, before it has its name. */
    private static final class Into extends HadoopFileIO {
        private final WholeFile file;

        Into(WholeFile file, Configuration configuration) {
            super(configuration);
            this.file = file;
        }

        @Override
        public OutputFile newOutputFile(String path) {
            return new OutputFile() {
                @Override
                public String path() {
                    return path;
                }

                @Override
                public PositionOutputStream create(boolean atomically) {
                    return file.stream();
                }

                @Override
                public void writeAtomically(CloseableIterator<String> lines, boolean overwrite) {
                    throw new UnsupportedOperationException("Lines in a Parquet file");
                }
            };
        }

        /** Asked when the writer has ended. */
        @Override
        public FileStatus getFileStatus(String path) throws IOException {
            return FileStatus.of(path, file.size(), 0);
        }
    }
}
