package io.sluice.benchmark.contender;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.local.process.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContendersTest {
    @TempDir
    Path root;

    /** A build of this module alone makes neither. */
    @ParameterizedTest
    @CsvSource({"iceberg-2, iceberg-sink", "spark, spark-delta"})
    void saysBeforeItRunsThatItsJarsWereNotBuilt(String name, String module) throws Exception {
        Contender contender = Contenders.named(name).get(0);
        Checkout checkout = new Checkout(root);

        assertThatIllegalStateException()
                .isThrownBy(() -> contender.requireBuilt(checkout))
                .withMessageContaining(module)
                .withMessageContaining("mvn package");

        Path target = Files.createDirectories(
                root.resolve("local/classpaths").resolve(module).resolve("target"));
        Files.writeString(target.resolve("classpath.txt"), "a.jar");
        assertThatCode(() -> contender.requireBuilt(checkout)).doesNotThrowAnyException();
    }
}
