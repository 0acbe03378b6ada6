package io.sluice.connector.lake;

import io.delta.storage.HadoopFileSystemLogStore;
import io.sluice.storage.LocalLogStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Our own store behind a network that fails in one way. Kernel makes a new instance for each put, by class name. */
public abstract class FaultyLogStore extends HadoopFileSystemLogStore {
    final LocalLogStore store;

    FaultyLogStore(Configuration conf) {
        super(conf);
        store = new LocalLogStore(conf);
    }

    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration conf) {
        return true;
    }

    /** The put is applied, and its answer is lost. */
    public static final class LostAnswer extends FaultyLogStore {
        public LostAnswer(Configuration conf) {
            super(conf);
        }

        @Override
        public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
                throws IOException {
            store.write(path, actions, overwrite, conf);
            throw new IOException("connection reset");
        }
    }

    /** A client that retries inside: its first put is applied, its second is refused, and only that is told. */
    public static final class RetriedInside extends FaultyLogStore {
        public RetriedInside(Configuration conf) {
            super(conf);
        }

        @Override
        public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
                throws IOException {
            store.write(path, actions, overwrite, conf);
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    /** Every second put is not applied. */
    public static final class FailsEverySecondPut extends FaultyLogStore {
        private static final AtomicInteger PUTS = new AtomicInteger();

        public FailsEverySecondPut(Configuration conf) {
            super(conf);
        }

        @Override
        public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
                throws IOException {
            if (PUTS.getAndIncrement() % 2 == 0) {
                throw new IOException("503 slow down");
            }
            store.write(path, actions, overwrite, conf);
        }
    }

    /** Nothing is applied. */
    public static final class Away extends FaultyLogStore {
        public Away(Configuration conf) {
            super(conf);
        }

        @Override
        public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
                throws IOException {
            throw new IOException("No space left on device");
        }
    }

    /** One table's puts are not applied: the hadoop key {@link #TABLE} names its folder. */
    public static final class AwayForOneTable extends FaultyLogStore {
        public static final String TABLE = "sluice.test.away.table";

        public AwayForOneTable(Configuration conf) {
            super(conf);
        }

        @Override
        public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
                throws IOException {
            if (path.toString().contains("/" + conf.get(TABLE) + "/")) {
                throw new IOException("503 slow down");
            }
            store.write(path, actions, overwrite, conf);
        }
    }

    /** The last put of a name wins, as on a store without conditional puts. */
    public static final class Overwriting extends FaultyLogStore {
        public Overwriting(Configuration conf) {
            super(conf);
        }

        @Override
        public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
                throws IOException {
            store.write(path, actions, true, conf);
        }
    }

    /** Away as long as the file exists that {@value #MARK} names. */
    public static final class AwayWhileMarked extends FaultyLogStore {
        public static final String MARK = "sluice.test.away";

        public AwayWhileMarked(Configuration conf) {
            super(conf);
        }

        @Override
        public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
                throws IOException {
            if (Files.exists(java.nio.file.Path.of(conf.get(MARK)))) {
                throw new IOException("503 slow down");
            }
            store.write(path, actions, overwrite, conf);
        }
    }

    /** Every second listing misses one commit that came while it ran, and has what came after it. */
    public static final class ListsNoMoment extends FaultyLogStore {
        static final String MISSED = "sluice.test.missed";
        private static final AtomicInteger LISTINGS = new AtomicInteger();

        public ListsNoMoment(Configuration conf) {
            super(conf);
        }

        @Override
        public Iterator<FileStatus> listFrom(Path path, Configuration conf) throws IOException {
            List<FileStatus> files = new ArrayList<>();
            store.listFrom(path, conf).forEachRemaining(files::add);
            if (LISTINGS.getAndIncrement() % 2 == 0) {
                files.removeIf(file -> file.getPath().getName().equals(conf.get(MISSED)));
            }
            return files.iterator();
        }

        @Override
        public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
                throws IOException {
            store.write(path, actions, overwrite, conf);
        }
    }
}
