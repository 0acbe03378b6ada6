package io.sluice.analytics.output;

import java.io.PrintWriter;
import java.util.Objects;

/** Standard output. Each table is whole when the call returns, so that what a job printed before it failed can be read. */
public final class Results {
    private final PrintWriter out;
    private final OutputFormat format;
    private boolean first = true;

    public Results(PrintWriter out, OutputFormat format) {
        this.out = Objects.requireNonNull(out);
        this.format = Objects.requireNonNull(format);
    }

    public OutputFormat format() {
        return format;
    }

    /** Prints a table under its name, unless the name is empty. JSON and CSV carry no names: one document a table. */
    public synchronized void print(ResultTable table) {
        switch (format) {
            case TABLE -> {
                out.print(first ? "" : "\n");
                out.print(table.name().isEmpty() ? "" : table.name() + "\n");
                out.print(TableText.of(table));
            }
            case JSON -> out.print(JsonText.of(table) + "\n");
            case CSV -> out.print((first ? "" : "\n") + CsvText.of(table));
        }
        first = false;
        out.flush();
    }
}
