package io.sluice.storage;

import io.delta.storage.HadoopFileSystemLogStore;
import io.delta.storage.internal.S3LogStoreUtil;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.VersionInfo;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Log store for S3 whose put-if-absent is the store's own: one PUT with {@code If-None-Match: *}, which S3 refuses when the key is there.
 *
 * <p>Delta's own store for S3 asks whether the key is there and then puts, which holds among the threads of one JVM only: of two writers
 * of one version both are told that they won. Every writer of a table must use this class, the Spark jobs too
 * ({@code spark.delta.logStore.s3a.impl}; in Delta Kernel {@code io.delta.kernel.logStore.s3a.impl}).
 *
 * <p>A refusal alone does not tell who won: a client that lost the answer of its put and sends it again is refused by its own object. So
 * each put names itself in the object's metadata, and after any failure the object is asked whose it is.
 *
 * <p>It writes only where Hadoop says that its file system can create conditionally: S3A from Hadoop 3.4.2 on. Reading and listing need no
 * more than any Hadoop has. Stateless; Delta makes a new instance for each write.
 */
public final class S3LogStore extends HadoopFileSystemLogStore {
    /** Option of a create, and the capability that says the option holds. */
    private static final String CONDITIONAL = "fs.option.create.conditional.overwrite";

    /** Prefix of an option of a create; what follows becomes the name of an entry of the object's metadata. */
    private static final String HEADER = "fs.s3a.create.header.";

    private static final String LIST_FROM = "delta.enableFastS3AListFrom";
    private static final String FIRST_VERSION = "00000000000000000000";
    private static final String PUT_ID = "sluice-put";
    private static final int HTTP_CONFLICT = 409;
    private static final int PUTS = 6;
    private static final long FIRST_PAUSE_MILLIS = 25;

    public S3LogStore(Configuration hadoopConf) {
        super(hadoopConf);
    }

    /**
     * @throws FileAlreadyExistsException another's object is there and {@code overwrite} is false; nothing was changed
     * @throws IOException nothing, or the complete object, is at {@code path}, and the put may still come
     * @throws UnsupportedOperationException this Hadoop cannot put conditionally; nothing was sent
     */
    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoopConf)
            throws IOException {
        FileSystem files = path.getFileSystem(hadoopConf);
        requireConditionalCreate(files, path);
        byte[] content = content(actions);
        if (overwrite) {
            put(files.createFile(path).overwrite(true), content);
        } else {
            putIfAbsent(files, path, content);
        }
    }

    /**
     * With {@code delta.enableFastS3AListFrom} (Delta's own setting) S3 leaves out what stands before {@code path}: a log keeps weeks of
     * commits, and a snapshot needs those after its last checkpoint. From the first version on it is read page by page ({@link PagedListing}):
     * so a clean-up looks for the oldest commits.
     */
    @Override
    public Iterator<FileStatus> listFrom(Path path, Configuration hadoopConf) throws IOException {
        if (!hadoopConf.getBoolean(LIST_FROM, false)) {
            return super.listFrom(path, hadoopConf);
        }
        FileSystem files = path.getFileSystem(hadoopConf);
        Path from = files.makeQualified(path);
        if (from.getName().startsWith(FIRST_VERSION)) {
            return new PagedListing(files, from.getParent(), from.getName());
        }
        FileStatus[] listed = S3LogStoreUtil.s3ListFromArray(files, from, from.getParent());
        if (listed.length == 0 && !files.exists(from.getParent())) {
            throw new FileNotFoundException("No such directory: " + from.getParent());
        }
        // Folders below the log are listed with what they hold.
        return Arrays.stream(listed)
                .filter(file -> file.getPath().getParent().equals(from.getParent()))
                .filter(file -> file.getPath().getName().compareTo(from.getName()) >= 0)
                .sorted(Comparator.comparing((FileStatus file) -> file.getPath().getName()))
                .iterator();
    }

    /** No: an object is there whole or not at all. */
    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration hadoopConf) {
        return false;
    }

    private static void putIfAbsent(FileSystem files, Path path, byte[] content) throws IOException {
        String id = UUID.randomUUID().toString();
        for (int attempt = 1; ; attempt++) {
            try {
                FSDataOutputStreamBuilder<?, ?> create = files.createFile(path).overwrite(false);
                create.must(CONDITIONAL, "true");
                create.must(HEADER + PUT_ID, id);
                put(create, content);
                return;
            } catch (IOException failure) {
                Optional<String> owner = owner(files, path, failure);
                if (owner.isPresent() && owner.get().equals(id)) {
                    return;
                }
                if (owner.isPresent()) {
                    throw taken(path, failure);
                }
                // 409 is no refusal: S3 gives it while another request for the key is under way.
                if (attempt == PUTS || status(failure) != HTTP_CONFLICT) {
                    throw failure;
                }
                pause(attempt);
            }
        }
    }

    private static void put(FSDataOutputStreamBuilder<?, ?> create, byte[] content) throws IOException {
        FSDataOutputStream out = create.build();
        try {
            out.write(content);
        } catch (IOException | RuntimeException e) {
            // Closing would put what was buffered so far, a torn commit, under the name.
            out.abort();
            throw e;
        }
        out.close();
    }

    /** The name that the object's put gave itself ("" for a put that was not ours), or empty when there is no object. */
    private static Optional<String> owner(FileSystem files, Path path, IOException failure) throws IOException {
        try {
            byte[] id = files.getXAttrs(path).get("header." + PUT_ID);
            return Optional.of(id == null ? "" : new String(id, StandardCharsets.UTF_8));
        } catch (FileNotFoundException absent) {
            return Optional.empty();
        } catch (IOException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private static FileAlreadyExistsException taken(Path path, IOException refusal) {
        FileAlreadyExistsException taken = new FileAlreadyExistsException(path.toString());
        taken.initCause(refusal);
        return taken;
    }

    private static int status(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SdkServiceException answer) {
                return answer.statusCode();
            }
        }
        return 0;
    }

    private static void pause(int attempt) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(FIRST_PAUSE_MILLIS << attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted between two puts");
        }
    }

    private static byte[] content(Iterator<String> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 13);
        while (lines.hasNext()) {
            bytes.writeBytes(lines.next().getBytes(StandardCharsets.UTF_8));
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    private static void requireConditionalCreate(FileSystem files, Path path) throws IOException {
        if (files.hasPathCapability(path, CONDITIONAL)) {
            return;
        }
        FileSystem named = files instanceof FilterFileSystem filter ? filter.getRawFileSystem() : files;
        throw new UnsupportedOperationException(
                "Cannot write " + path + ": " + named.getClass().getName() + " of Hadoop " + VersionInfo.getVersion()
                        + " cannot put an object only if it is absent, so two writers of one version would both win and one commit"
                        + " be lost. Write with Hadoop 3.4.2 or later (hadoop-aws and what it runs on, of one version), with"
                        + " fs.s3a.create.conditional.enabled not false; reading works as it is.");
    }
}
