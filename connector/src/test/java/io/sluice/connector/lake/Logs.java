package io.sluice.connector.lake;

import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.storage.LocalLogStore;
import io.sluice.storage.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/** Where a table's log is, in either format, and what stands in it. */
public final class Logs {
    private static final Pattern FILE = Pattern.compile("\\{(\"add\":\\{)?\"path\":.*?}(?=[,}\\]])");

    private Logs() {}

    static Path folder(Path table, Format format) {
        return table.resolve(format == Format.DELTA ? "_delta_log" : Ledger.FOLDER);
    }

    static Path entry(Path table, Format format, long version) {
        return folder(table, format).resolve(String.format(Locale.ROOT, "%020d.json", version));
    }

    /** What a version says of each file that it adds. */
    static List<String> files(Path table, Format format, long version) throws IOException {
        return FILE.matcher(Files.readString(entry(table, format, version)))
                .results()
                .map(result -> result.group())
                .toList();
    }

    public static Ledger ledger(Path table) {
        Configuration conf = new Configuration();
        return new Ledger(new LocalLogStore(conf), conf, new org.apache.hadoop.fs.Path(table.toUri()));
    }
}
