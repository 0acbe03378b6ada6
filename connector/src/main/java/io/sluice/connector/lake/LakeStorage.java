package io.sluice.connector.lake;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.sluice.connector.config.LakeSettings;
import io.sluice.connector.routing.TableName;
import io.sluice.storage.LocalLogStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The lake on a file system: Hadoop configuration and Delta engine. */
public final class LakeStorage implements Lake {
    /** Schemes whose default log store loses commits under concurrent writers, and for which none of ours is in place. */
    private static final Set<String> UNPROVEN = Set.of("s3", "s3a", "s3n");

    private final Configuration configuration;
    private final String engineInfo;
    private final Engine engine;
    private final Path root;

    private LakeStorage(Configuration configuration, String engineInfo, Path root) {
        this.configuration = configuration;
        this.engineInfo = engineInfo;
        this.engine = DefaultEngine.create(configuration);
        this.root = root;
    }

    /**
     * @param engineInfo who writes, for {@code commitInfo}
     * @throws LakeUnavailableException the file system cannot be made
     * @throws LakeRefusedException no log store of that scheme holds a put-if-absent
     */
    public static LakeStorage open(LakeSettings settings, String engineInfo) throws LakeUnavailableException {
        Configuration configuration = new Configuration();
        configuration.set("io.delta.kernel.logStore.file.impl", LocalLogStore.class.getName());
        settings.hadoop().forEach(configuration::set);
        Path path = new Path(settings.path());
        String scheme = String.valueOf(path.toUri().getScheme()).toLowerCase(Locale.ROOT);
        if (UNPROVEN.contains(scheme) && configuration.get("io.delta.kernel.logStore." + scheme + ".impl") == null) {
            throw new LakeRefusedException("Cannot land in " + path + ": Delta's log store for " + scheme
                    + " loses commits when several tasks write one table. Use a lake on a file:, hdfs:, abfss: or gs: path, or name a log"
                    + " store whose put-if-absent holds in hadoop.io.delta.kernel.logStore." + scheme + ".impl.");
        }
        Path root = KernelCalls.read("reach the lake " + path, () -> path.getFileSystem(configuration)
                .makeQualified(path));
        return new LakeStorage(configuration, engineInfo, root);
    }

    public Configuration configuration() {
        return configuration;
    }

    @Override
    public TableLog table(TableName name) {
        return new LakeTable(engine, engineInfo, new Path(root, name.value()).toString());
    }

    /** By their folders. */
    @Override
    public List<TableName> tables() throws LakeUnavailableException {
        return KernelCalls.read("list the lake " + root, () -> {
            FileSystem files = root.getFileSystem(configuration);
            List<TableName> tables = new ArrayList<>();
            for (FileStatus status : files.exists(root) ? files.listStatus(root) : new FileStatus[0]) {
                String name = status.getPath().getName();
                if (!name.startsWith("_")
                        && !name.startsWith(".")
                        && files.exists(new Path(status.getPath(), "_delta_log"))) {
                    tables.add(new TableName(name));
                }
            }
            return tables;
        });
    }

    /**
     * Proves that the lake can be written and that its store refuses the second put of one name.
     *
     * @throws LakeRefusedException it does not refuse: tasks would overwrite each other's commits
     */
    public void prove() throws LakeUnavailableException {
        Path probe = new Path(root, "_sluice/probe");
        boolean refused =
                KernelCalls.read("write to the lake " + root, () -> StoreProbe.refusesSecondPut(engine, probe));
        if (!refused) {
            throw new LakeRefusedException("Cannot land in " + root + ": its store took a second put of " + probe
                    + ", so two tasks could commit the same version and one would be lost. Use a store (and a log store,"
                    + " hadoop.io.delta.kernel.logStore.<scheme>.impl) whose put-if-absent holds.");
        }
    }

    @Override
    public String root() {
        return root.toString();
    }
}
