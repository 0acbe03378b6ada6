package io.sluice.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public final class ChildrenTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void aGrandchildEndsWhenItsParentIsKilled() throws Exception {
        try (Children children = new Children(folder)) {
            ChildJvm parent = children.start(spec("parent", Parent.class, folder.toString()));
            long grandchild = Long.parseLong(firstLine(parent));
            ProcessHandle handle = ProcessHandle.of(grandchild).orElseThrow();

            parent.kill();

            handle.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(handle.isAlive()).isFalse();
        }
    }

    @Test
    void closingEndsEveryChildInOrder() {
        ChildJvm sleeper;
        try (Children children = new Children(folder)) {
            sleeper = children.start(spec("sleeper", Sleeper.class));
            firstLine(sleeper);
        }
        assertThat(sleeper.isAlive()).isFalse();
        assertThat(sleeper.tail()).endsWith("hook ran");
    }

    @Test
    void aChildThatFailsIsReportedWithItsExitCodeAndItsLastWords() {
        try (Children children = new Children(folder)) {
            ChildJvm failing = children.start(spec("failing", Failing.class));

            assertThat(failing.awaitExit(LIMIT)).isEqualTo(7);
            assertThatThrownBy(failing::requireAlive)
                    .hasMessageContaining("failing ended with exit code 7")
                    .hasMessageContaining("the reason");
        }
    }

    private static JvmSpec spec(String name, Class<?> mainClass, String... arguments) {
        List<Path> classpath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        return new JvmSpec(
                name, classpath, mainClass.getName(), List.of(arguments), List.of("-XX:TieredStopAtLevel=1"), Map.of());
    }

    private static String firstLine(ChildJvm child) {
        return Await.answer(
                "A line from " + child.name(),
                LIMIT,
                () -> {
                    child.requireAlive();
                    String text = read(child.log());
                    int end = text.indexOf('\n');
                    return end < 0 ? Optional.empty() : Optional.of(text.substring(0, end));
                },
                child::tail);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return "";
        }
    }

    /** Starts a sleeper and says its process id. */
    public static final class Parent {
        public static void main(String[] args) {
            Children children = new Children(Path.of(args[0]));
            ChildJvm sleeper = children.start(spec("grandchild", Sleeper.class));
            firstLine(sleeper);
            System.out.println(sleeper.pid());
            sleeper.awaitExit(Duration.ofMinutes(5));
        }
    }

    public static final class Sleeper {
        public static void main(String[] args) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
            System.out.println("up");
            Await.answer("The end", Duration.ofMinutes(5), Optional::empty, () -> "");
        }
    }

    public static final class Failing {
        public static void main(String[] args) {
            System.out.println("the reason");
            System.exit(7);
        }
    }
}
