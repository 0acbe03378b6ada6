package io.sluice.storage;

import static io.sluice.storage.ScriptedS3.Put.APPLIED;
import static io.sluice.storage.ScriptedS3.Put.APPLIED_AND_ANSWER_LOST;
import static io.sluice.storage.ScriptedS3.Put.APPLIED_AND_SENT_AGAIN;
import static io.sluice.storage.ScriptedS3.Put.DISK_FULL;
import static io.sluice.storage.ScriptedS3.Put.LOST;
import static io.sluice.storage.ScriptedS3.Put.REFUSED_AS_CONFLICT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.VersionInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each of S3's answers means. That the condition holds on a store is raced elsewhere. */
final class S3LogStoreTest {
    private static final Path COMMIT = new Path("s3a://bucket/t/_delta_log/00000000000000000007.json");

    /** S3A before Hadoop 3.4.2 takes the option of a conditional create and ignores it. */
    public static final class OldS3 extends RawLocalFileSystem {
        @Override
        public boolean hasPathCapability(Path path, String capability) {
            return false;
        }
    }

    private final Configuration conf = new Configuration();

    @BeforeEach
    void configure() {
        conf.set("fs.s3a.impl", ScriptedS3.class.getName());
        conf.setBoolean("fs.s3a.impl.disable.cache", true);
        ScriptedS3.reset();
    }

    @Test
    void refusesASecondPutOfOneName() throws IOException {
        write("first", false);

        assertThatThrownBy(() -> write("second", false)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> write("first", false))
                .as("the same bytes are another put all the same")
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(ScriptedS3.content(COMMIT)).isEqualTo("first\n");
    }

    @Test
    void listsALogFromItsFirstVersionOnNoFurtherThanItIsRead() throws IOException {
        writeLog(6);

        Iterator<FileStatus> listed = list();
        assertThat(listed.next().getPath()).isEqualTo(commit(0));
        assertThat(ScriptedS3.listed()).isEqualTo(1);
        assertThat(listed)
                .toIterable()
                .extracting(FileStatus::getPath)
                .containsExactly(commit(1), commit(2), commit(3), commit(4), commit(5));
    }

    @Test
    void saysThatThereIsNoLog() {
        assertThatThrownBy(this::list).isInstanceOf(FileNotFoundException.class);
    }

    /** A clean-up would take what comes first for the oldest. */
    @Test
    void refusesToListWhatTheStoreGivesInAnotherOrder() throws IOException {
        writeLog(3);
        ScriptedS3.listBackwards();

        Iterator<FileStatus> listed = list();
        listed.next();
        assertThatThrownBy(listed::next)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("listed 00000000000000000001.json after 00000000000000000002.json")
                .hasMessageContaining("delta.enableFastS3AListFrom=false");
    }

    @Test
    void replacesOnlyWhenToldTo() throws IOException {
        write("first", true);
        write("second", true);

        assertThat(ScriptedS3.content(COMMIT)).isEqualTo("second\n");
    }

    /** S3, S5. */
    @Test
    void knowsItsOwnPutAgainWhenTheAnswerWasLostOrTheClientSentItTwice() throws IOException {
        ScriptedS3.reset(APPLIED_AND_ANSWER_LOST);
        write("lost", false);

        ScriptedS3.reset(APPLIED_AND_SENT_AGAIN);
        write("again", false);
        assertThat(ScriptedS3.content(COMMIT)).isEqualTo("again\n");
        assertThat(ScriptedS3.puts()).isOne();
    }

    /** S6. */
    @Test
    void takesAConflictForNeitherAYesNorANo() throws IOException {
        ScriptedS3.reset(REFUSED_AS_CONFLICT, REFUSED_AS_CONFLICT, APPLIED);
        write("mine", false);

        assertThat(ScriptedS3.content(COMMIT)).isEqualTo("mine\n");
        assertThat(ScriptedS3.puts()).isEqualTo(3);
    }

    @Test
    void reportsAnEndlessConflictAsAnOutage() {
        ScriptedS3.reset(
                REFUSED_AS_CONFLICT,
                REFUSED_AS_CONFLICT,
                REFUSED_AS_CONFLICT,
                REFUSED_AS_CONFLICT,
                REFUSED_AS_CONFLICT,
                REFUSED_AS_CONFLICT);

        assertThatThrownBy(() -> write("mine", false))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void leavesAPutOfUnknownOutcomeToTheCaller() throws IOException {
        ScriptedS3.reset(LOST);
        assertThatThrownBy(() -> write("mine", false)).hasMessage("Connection refused");

        ScriptedS3.reset(APPLIED, LOST);
        write("another's", false);
        ScriptedS3.hideAttributes();
        assertThatThrownBy(() -> write("mine", false))
                .isNotInstanceOf(FileAlreadyExistsException.class)
                .hasMessage("Connection refused");
    }

    /** S46: closing the stream would put the first half of the commit. */
    @Test
    void putsNothingWhenTheContentCannotBeBuffered() {
        ScriptedS3.reset(DISK_FULL);

        assertThatThrownBy(() -> write("a long line", false)).hasMessage("No space left on device");
        assertThat(ScriptedS3.puts()).isZero();
        assertThat(ScriptedS3.content(COMMIT)).isEmpty();
    }

    @Test
    void refusesToWriteWhereNothingCanBePutConditionally() {
        conf.set("fs.s3a.impl", OldS3.class.getName());

        assertThatThrownBy(() -> write("mine", false))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("OldS3 of Hadoop " + VersionInfo.getVersion())
                .hasMessageContaining("Write with Hadoop 3.4.2 or later");
        assertThatThrownBy(() -> write("mine", true)).isInstanceOf(UnsupportedOperationException.class);
    }

    private void write(String line, boolean overwrite) throws IOException {
        new S3LogStore(conf).write(COMMIT, List.of(line).iterator(), overwrite, conf);
    }

    private void writeLog(int commits) throws IOException {
        for (int version = 0; version < commits; version++) {
            new S3LogStore(conf).write(commit(version), List.of("{}").iterator(), false, conf);
        }
    }

    private Iterator<FileStatus> list() throws IOException {
        conf.setBoolean("delta.enableFastS3AListFrom", true);
        return new S3LogStore(conf).listFrom(commit(0), conf);
    }

    private static Path commit(int version) {
        return new Path(COMMIT.getParent(), String.format("%020d.json", version));
    }
}
