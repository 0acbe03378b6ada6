package io.sluice.connector.lake;

import io.delta.kernel.defaults.internal.logstore.LogStoreProvider;
import io.delta.kernel.engine.Engine;
import io.delta.storage.LogStore;
import io.sluice.connector.config.LakeSettings;
import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.routing.TableName;
import io.sluice.storage.LocalLogStore;
import io.sluice.storage.S3LogStore;
import io.sluice.storage.ledger.Ledger;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The lake on a file system: Hadoop configuration and Delta engine. */
public final class LakeStorage implements Lake {
    private static final Shared<Key, LakeStorage> OPEN = new Shared<>();

    /** Where Delta's own log stores lose commits under concurrent writers. */
    private static final Map<String, Class<? extends LogStore>> LOG_STORES = Map.of(
            "file", LocalLogStore.class, "s3a", S3LogStore.class, "s3", S3LogStore.class, "s3n", S3LogStore.class);

    private final Configuration configuration;
    private final Format format;
    private final String engineInfo;
    private final Engine engine;
    private final Path root;
    /**
     * What a table's log remembers, of its offsets and of its own last commit, so serves the threads that take records and every landing;
     * with an object each, every landing would read the log from its last checkpoint on.
     */
    private final Shared<Path, TableLog> tables = new Shared<>();

    private final LakeProof proof;

    private LakeStorage(Configuration configuration, Format format, String engineInfo, Path root) {
        this.configuration = configuration;
        this.format = format;
        this.engineInfo = engineInfo;
        this.engine = new LakeEngine(configuration);
        this.root = root;
        this.proof = new LakeProof(engine, configuration, new Path(root, "_sluice/probe"));
    }

    /**
     * @param engineInfo who writes, for {@code commitInfo}
     * @throws LakeUnavailableException the file system cannot be made
     * @throws LakeRefusedException the settings ask for a part of Hadoop that the plugin does not bring
     */
    public static LakeStorage open(LakeSettings settings, String engineInfo) throws LakeUnavailableException {
        Configuration configuration = new Configuration();
        LOG_STORES.forEach(
                (scheme, store) -> configuration.set("io.delta.kernel.logStore." + scheme + ".impl", store.getName()));
        // A log is listed before each commit; this way not from its beginning.
        configuration.setBoolean("delta.enableFastS3AListFrom", true);
        configuration.setClass("fs.file.impl", LocalFiles.class, FileSystem.class);
        // Seconds, not S3A's minutes: what lasts longer is waited for by the task, which says so in its metrics.
        configuration.setInt("fs.s3a.retry.limit", 3);
        settings.hadoop().forEach(configuration::set);
        Path path = new Path(settings.path());
        Path root = KernelCalls.read("reach the lake " + path, () -> {
            String scheme = path.toUri().getScheme();
            if (scheme != null && !scheme.equals("file")) {
                FileSystemBySettings.use(configuration, scheme, settings.hadoop());
            }
            return path.getFileSystem(configuration).makeQualified(path);
        });
        return new LakeStorage(configuration, settings.format(), engineInfo, root);
    }

    private record Key(LakeSettings settings, String engineInfo) {}

    /**
     * As {@link #open}, one object for all tasks of this process with the same settings, so that they know of each other's commits without
     * reading the log, and take turns.
     */
    public static LakeStorage shared(LakeSettings settings, String engineInfo) throws LakeUnavailableException {
        return OPEN.get(new Key(settings, engineInfo), key -> open(key.settings(), key.engineInfo()));
    }

    public Configuration configuration() {
        return configuration;
    }

    @Override
    public TableLog table(TableName name) {
        return tables.get(new Path(root, name.value()), this::log);
    }

    /** A Delta log in a lake of either format: it has no rows to read, and a table's promotion leaves it as it is. */
    @Override
    public TableLog ledger(String namespace) {
        return tables.get(
                new Path(root, "_sluice/" + URLEncoder.encode(namespace, StandardCharsets.UTF_8)), this::delta);
    }

    private TableLog delta(Path location) {
        return new LakeTable(engine, engineInfo, location.toString(), mark());
    }

    private LakeMark mark() {
        return new LakeMark(engine, proof);
    }

    private TableLog log(Path location) {
        if (format == Format.DELTA) {
            return delta(location);
        }
        LogStore store =
                LogStoreProvider.getLogStore(configuration, location.toUri().getScheme());
        return new LedgerTable(
                new Ledger(store, configuration, location),
                new OtherFormat(configuration),
                mark(),
                engineInfo,
                location.toString());
    }

    /**
     * By their folders: those that have a log of this lake's format. Others may keep tables under any name in the same lake; one that no
     * table of ours can have holds nothing of ours.
     */
    @Override
    public List<TableName> tables() throws LakeUnavailableException {
        return mark().believed(
                        "list the lake " + root, () -> Optional.of(listed()).filter(found -> !found.isEmpty()))
                .orElse(List.of());
    }

    private List<TableName> listed() throws IOException {
        FileSystem files = root.getFileSystem(configuration);
        List<TableName> tables = new ArrayList<>();
        for (FileStatus status : files.exists(root) ? files.listStatus(root) : new FileStatus[0]) {
            String name = status.getPath().getName();
            if (TableName.isPossible(name)
                    && !name.startsWith(".")
                    && files.exists(
                            new Path(status.getPath(), format == Format.DELTA ? "_delta_log" : Ledger.FOLDER))) {
                tables.add(new TableName(name));
            }
        }
        return tables;
    }

    @Override
    public void prove() throws LakeUnavailableException {
        KernelCalls.read("write to the lake " + root, () -> {
            proof.take();
            return true;
        });
    }

    @Override
    public void release() {
        proof.leave();
    }

    @Override
    public String root() {
        return root.toString();
    }
}
