import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints figure A16 for {@link Report} from what JaCoCo counted in the last {@code mvn verify}. From the repository's root:
 *
 * <pre>java docs/reliability/Coverage.java</pre>
 *
 * <p>Only what a module's own tests run in their own JVM counts: not what child processes run in the end-to-end and fault tests, nor what the
 * connector's tests run of the storage module.
 */
final class Coverage {
    private static final List<String> MODULES = List.of("storage", "connector", "protobuf-converter", "analytics");
    private static final int MISSED = 7;
    private static final int COVERED = 8;

    public static void main(String[] args) throws IOException {
        List<String> shares = new ArrayList<>();
        long allMissed = 0;
        long allCovered = 0;
        for (String module : MODULES) {
            long missed = 0;
            long covered = 0;
            List<String> lines = Files.readAllLines(Path.of(module, "target/site/jacoco/jacoco.csv"));
            for (String line : lines.subList(1, lines.size())) {
                String[] columns = line.split(",");
                missed += Long.parseLong(columns[MISSED]);
                covered += Long.parseLong(columns[COVERED]);
            }
            shares.add(module + " " + percent(covered, missed));
            allMissed += missed;
            allCovered += covered;
        }
        System.out.println("FIGURE A16 | lines that the tests of each module cover in their own JVM (mutation score: not measured) | "
                + String.join(", ", shares) + "; together " + percent(allCovered, allMissed) + " | seed -");
    }

    private static String percent(long covered, long missed) {
        return String.format(Locale.ROOT, "%.1f%%", 100.0 * covered / (covered + missed));
    }
}
