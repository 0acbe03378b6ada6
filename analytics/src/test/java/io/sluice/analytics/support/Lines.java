package io.sluice.analytics.support;

import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a command prints while it runs, line by line, for a test that waits for it. */
public final class Lines extends Writer {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final StringBuilder begun = new StringBuilder();

    @Override
    public void write(char[] chars, int offset, int length) {
        synchronized (begun) {
            for (int i = offset; i < offset + length; i++) {
                if (chars[i] == '\n') {
                    lines.add(begun.toString());
                    begun.setLength(0);
                } else {
                    begun.append(chars[i]);
                }
            }
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** Passes over lines until one holds the text. */
    public void await(String text, Duration limit) throws InterruptedException {
        List<String> passed = new ArrayList<>();
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("no line '" + text + "' within " + limit + "; there were " + passed);
            }
            if (line.contains(text)) {
                return;
            }
            passed.add(line);
        }
    }
}
