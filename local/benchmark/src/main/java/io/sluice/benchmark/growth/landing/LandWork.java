package io.sluice.benchmark.growth.landing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Lands one {@link Work} in a fresh lake. Arguments: the lake's folder, the file for the {@link Outcome}, the work. */
public final class LandWork {
    private LandWork() {}

    public static void main(String[] args) throws IOException {
        List<String> words = Arrays.asList(args);
        Path lake = Files.createDirectories(Path.of(words.get(0)));
        Outcome outcome = Work.parse(words.subList(2, words.size())).land(lake);
        Files.writeString(Path.of(words.get(1)), outcome.text());
    }
}
