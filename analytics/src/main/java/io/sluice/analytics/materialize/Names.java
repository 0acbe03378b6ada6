package io.sluice.analytics.materialize;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Columns by names of any characters; what the job adds to a row begins with {@code _cdc_}, which no row's own column does. */
final class Names {
    /** The row's place in the source's order. */
    static final String POSITION = "_cdc_position";
    /** What becomes of the key: {@link Kind}. */
    static final String KIND = "_cdc_kind";

    private Names() {}

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    static Column of(String name) {
        return functions.col(quoted(name));
    }

    static Column of(String alias, String name) {
        return functions.col(alias + "." + quoted(name));
    }

    /** Rows of both aliases that have the same key; keys are never null. */
    static Column same(List<String> key, String left, String right) {
        return key.stream()
                .map(name -> of(left, name).equalTo(of(right, name)))
                .reduce(Column::and)
                .orElseThrow();
    }
}
