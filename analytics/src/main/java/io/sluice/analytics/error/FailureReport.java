package io.sluice.analytics.error;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** Prints a failure as problem, why and remedy; the stack trace only when it was asked for. */
public final class FailureReport {
    private FailureReport() {}

    public static void print(PrintWriter err, Throwable failure, boolean verbose) {
        lines(failure, verbose).forEach(err::println);
        if (verbose) {
            failure.printStackTrace(err);
        }
        err.flush();
    }

    static List<String> lines(Throwable failure, boolean verbose) {
        JobException known = find(failure, JobException.class);
        if (known != null) {
            return List.of("error: " + known.problem(), "  why: " + known.why(), "  remedy: " + known.remedy());
        }
        List<String> lines = new ArrayList<>();
        lines.add("error: " + message(failure));
        Throwable root = root(failure);
        if (root != failure && !message(failure).contains(message(root))) {
            lines.add("  why: " + message(root));
        }
        if (!verbose) {
            lines.add("  remedy: -v prints the stack trace");
        }
        return lines;
    }

    /** Spark wraps what a query died of, often several times. */
    private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Spark adds the whole plan to what it says of a query that it cannot resolve. */
    private static String text(Throwable t) {
        if (t instanceof AnalysisException unresolved && !(t instanceof ParseException)) {
            return unresolved.getSimpleMessage();
        }
        return t.getMessage();
    }

    private static String message(Throwable t) {
        String text = text(t);
        return text == null || text.isBlank() ? t.getClass().getName() : text.strip();
    }
}
