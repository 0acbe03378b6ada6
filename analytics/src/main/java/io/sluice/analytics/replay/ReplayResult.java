package io.sluice.analytics.replay;

import io.sluice.analytics.output.ResultTable;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * What became of the letters for one table.
 *
 * @param table empty for letters that name none
 * @param letters that were chosen
 * @param before put back by an earlier replay
 * @param landed whose records are rows of the table anyway
 * @param back put back now, or, in a dry run, that would be
 * @param version of the commit, if there was one
 */
record ReplayResult(String table, long letters, long before, long landed, long back, long stay, OptionalLong version) {
    private static final List<String> COLUMNS =
            List.of("table", "letters", "before", "landed", "put_back", "stay", "version");

    /** All of them stay. */
    static ReplayResult none(String table, long letters) {
        return new ReplayResult(table, letters, 0, 0, 0, letters, OptionalLong.empty());
    }

    static ResultTable table(List<ReplayResult> results) {
        return new ResultTable(
                "", COLUMNS, results.stream().map(ReplayResult::row).toList());
    }

    private List<Object> row() {
        return Arrays.asList(
                table.isEmpty() ? null : table,
                letters,
                before,
                landed,
                back,
                stay,
                version.isPresent() ? version.getAsLong() : null);
    }
}
