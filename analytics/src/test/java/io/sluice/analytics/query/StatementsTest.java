package io.sluice.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StatementsTest {
    @Test
    void semicolonsInQuotesBackticksAndCommentsEndNothing() {
        assertThat(Statements.split(
                        "SELECT ';', \"a;b\", `c;d`; -- one; two\nSELECT 'it''s;', 'a\\';b'; /* a; /* b; */ c; */ X"))
                .containsExactly(
                        "SELECT ';', \"a;b\", `c;d`",
                        "-- one; two\nSELECT 'it''s;', 'a\\';b'",
                        "/* a; /* b; */ c; */ X");
    }

    @Test
    void whatIsOnlyBlanksOrCommentsIsNoStatement() {
        assertThat(Statements.split(" ;; -- nothing\n; /* nothing */ ;\n")).isEmpty();
    }

    @Test
    void hintsAndUnfinishedTextStayForTheParserToJudge() {
        assertThat(Statements.split("SELECT /*+ BROADCAST(t) */ 1; SELECT 'open; /* x"))
                .containsExactly("SELECT /*+ BROADCAST(t) */ 1", "SELECT 'open; /* x");
        assertThat(Statements.split("SELECT 1 /* open ; ")).containsExactly("SELECT 1 /* open ;");
    }
}
