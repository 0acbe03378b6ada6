package io.sluice.storage;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.functional.RemoteIterators;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Objects in memory behind the part of Hadoop's interface that S3A gives to a log store; the next puts go as they are told to. */
public final class ScriptedS3 extends RawLocalFileSystem {
    /** What becomes of a put. */
    enum Put {
        APPLIED,
        APPLIED_AND_ANSWER_LOST,
        APPLIED_AND_SENT_AGAIN,
        REFUSED_AS_CONFLICT,
        LOST,
        DISK_FULL
    }

    private record Stored(String content, Map<String, byte[]> attributes) {}

    private static final Map<Path, Stored> OBJECTS = new HashMap<>();
    private static final Deque<Put> SCRIPT = new ArrayDeque<>();
    private static int puts;
    private static boolean attributesUnreadable;
    private static boolean listedBackwards;
    private static int listed;

    static void reset(Put... script) {
        OBJECTS.clear();
        SCRIPT.clear();
        SCRIPT.addAll(List.of(script));
        puts = 0;
        attributesUnreadable = false;
        listedBackwards = false;
        listed = 0;
    }

    static void listBackwards() {
        listedBackwards = true;
    }

    /** How many entries of listings were asked for. */
    static int listed() {
        return listed;
    }

    static void hideAttributes() {
        attributesUnreadable = true;
    }

    static int puts() {
        return puts;
    }

    static String content(Path path) {
        return OBJECTS.containsKey(path) ? OBJECTS.get(path).content() : "";
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) {
        return capability.equals("fs.option.create.conditional.overwrite");
    }

    @Override
    public Map<String, byte[]> getXAttrs(Path path) throws IOException {
        if (attributesUnreadable) {
            throw new IOException("Connection reset");
        }
        if (!OBJECTS.containsKey(path)) {
            throw new FileNotFoundException(path.toString());
        }
        return OBJECTS.get(path).attributes();
    }

    @Override
    public Path makeQualified(Path path) {
        return path;
    }

    @Override
    public boolean exists(Path path) {
        return OBJECTS.keySet().stream().anyMatch(object -> object.getParent().equals(path));
    }

    @Override
    public RemoteIterator<FileStatus> listStatusIterator(Path folder) {
        Comparator<Path> order = Comparator.comparing(Path::getName);
        Iterator<Path> objects = OBJECTS.keySet().stream()
                .filter(object -> object.getParent().equals(folder))
                .sorted(listedBackwards ? order.reversed() : order)
                .iterator();
        return RemoteIterators.mappingRemoteIterator(RemoteIterators.remoteIteratorFromIterator(objects), object -> {
            listed++;
            return new FileStatus(0, false, 1, 0, 0, object);
        });
    }

    @Override
    public FSDataOutputStreamBuilder<FSDataOutputStream, Create> createFile(Path path) {
        return new Create(this, path);
    }

    private static void put(Path path, Stored object, boolean conditional) throws IOException {
        puts++;
        Put put = SCRIPT.isEmpty() ? Put.APPLIED : SCRIPT.poll();
        if (put == Put.LOST) {
            throw new IOException("Connection refused");
        }
        if (put == Put.REFUSED_AS_CONFLICT) {
            throw answered(409);
        }
        if (conditional && OBJECTS.putIfAbsent(path, object) != null) {
            throw answered(412);
        }
        OBJECTS.put(path, object);
        if (put == Put.APPLIED_AND_ANSWER_LOST) {
            throw new IOException("Connection reset");
        }
        if (put == Put.APPLIED_AND_SENT_AGAIN) {
            throw answered(412);
        }
    }

    private static IOException answered(int status) {
        return new IOException(
                "as S3A translates it",
                SdkServiceException.builder().statusCode(status).build());
    }

    static final class Create extends FSDataOutputStreamBuilder<FSDataOutputStream, Create> {
        private final Path path;

        Create(ScriptedS3 files, Path path) {
            super(files, path);
            this.path = path;
        }

        @Override
        public Create getThisBuilder() {
            return this;
        }

        @Override
        public FSDataOutputStream build() throws IOException {
            String name = "fs.s3a.create.header.";
            Map<String, byte[]> attributes = new HashMap<>();
            getOptions().iterator().forEachRemaining(option -> {
                if (option.getKey().startsWith(name)) {
                    attributes.put(
                            "header." + option.getKey().substring(name.length()),
                            option.getValue().getBytes(StandardCharsets.UTF_8));
                }
            });
            boolean conditional = getMandatoryKeys().contains("fs.option.create.conditional.overwrite");
            return new FSDataOutputStream(new Upload(path, attributes, conditional), null);
        }
    }

    /** As S3A's: the put goes out when the stream is closed, with whatever was written, unless it was aborted. */
    private static final class Upload extends OutputStream implements Abortable {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Path path;
        private final Map<String, byte[]> attributes;
        private final boolean conditional;
        private boolean done;

        Upload(Path path, Map<String, byte[]> attributes, boolean conditional) {
            this.path = path;
            this.attributes = attributes;
            this.conditional = conditional;
        }

        @Override
        public void write(int value) throws IOException {
            if (SCRIPT.peek() == Put.DISK_FULL && bytes.size() > 2) {
                SCRIPT.poll();
                throw new IOException("No space left on device");
            }
            bytes.write(value);
        }

        @Override
        public void close() throws IOException {
            if (!done) {
                done = true;
                put(path, new Stored(bytes.toString(StandardCharsets.UTF_8), attributes), conditional);
            }
        }

        @Override
        public AbortableResult abort() {
            done = true;
            return null;
        }
    }
}
