package io.sluice.analytics.windows;

import static io.sluice.analytics.TestCommandLine.sluiceWithoutSpark;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analytics.support.CommandLineResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command line that cannot be meant does not come as far as a session, which costs seconds. */
final class UsageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --table t --window 10                                               | --window '10' is no length of time
            --table t --window 0_minutes                                        | must be longer than nothing
            --table t --window 1_month                                          | is no length of time
            --table t --window 1_hour --slide 2_hours                           | --slide 2 hours is longer than --window 1 hour
            --table t --window 1_hour --by count                                | gives the result two columns count
            --table t --window 1_hour --by a.b,a_b                              | gives the result two columns a_b
            --table t --window 1_hour --mode append                             | takes complete
            --table t --window 1_hour --checkpoint c                            | --checkpoint is for streams
            --table t --window 1_hour --watermark 1_hour                        | --watermark is for streams
            --table t --window 1_hour --follow --available-now                  | give one of them
            --table t --window 1_hour --follow --mode complete --watermark 1_hour | --watermark has no effect
            --table t --window 1_hour --available-now --trigger 1_hour          | --trigger is for --follow
            --table t --window 1_hour --follow --to parquet:p --mode update     | --mode update cannot be written to parquet:p as a stream: it takes append
            --table t --window 1_hour --to parquet:p --mode complete            | --mode complete cannot be written to parquet:p without
            --table t --window 1_hour --to delta:d --mode append                | it takes complete, update
            --table t --window 1_hour --to jdbc:d                               | --to jdbc:d is not known
            --table t --window 1_hour --to delta:                               | --to delta: is not known
            --table t --window 1_hour --to kafka:d                              | --to kafka:d needs --bootstrap
            --table t --window 1_hour --schema id_INT                           | --schema is for --from kafka
            --table t                                                           | Missing required option: '--window=LENGTH'
            --window 1_hour                                                     | --table
            --table t --from kafka:t --window 1_hour                            | mutually exclusive
            --from t --window 1_hour                                            | --from t is not known
            --from kafka:t --window 1_hour                                      | --from kafka:t needs --bootstrap
            --from kafka:t --bootstrap b:1 --kafka-config /absent --window 1_hour | Cannot read --kafka-config /absent
            --from kafka:t --window 1_hour --skip-change-commits                | is for --table
            --table t --window 1_hour --mode upsert                             | upsert
            --table t --window 1_hour --max-rows -1                             | --max-rows -1
            --table t --window 1_hour --nonsense                                | Unknown option: '--nonsense'
            """)
    void aContradictionEndsWithExitCodeTwo(String line, String message) {
        List<String> words = new ArrayList<>(List.of("windowed-counts"));
        List.of(line.split(" +"))
                .forEach(word -> words.add(word.replace('_', ' ').replace("a b", "a_b")));
        CommandLineResult result = sluiceWithoutSpark(words.toArray(String[]::new));
        assertThat(result.err()).contains(message);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }
}
