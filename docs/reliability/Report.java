import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes docs/reliability.md. From the repository's root:
 *
 * <pre>
 * java docs/reliability/Report.java LOG…     takes the FIGURE lines of Maven logs into runs.tsv, then writes the page
 * java docs/reliability/Report.java          writes the page
 * java docs/reliability/Report.java --check  exit 1 when the page is stale, or when scenarios.tsv names a test that is not there
 * </pre>
 *
 * <p>A test prints a figure as one line: {@code FIGURE A1 | what was run | result | seed 42}.
 */
final class Report {
    private static final Path HERE = Path.of("docs/reliability");
    private static final Path PAGE = Path.of("docs/reliability.md");
    private static final Path RUNS = HERE.resolve("runs.tsv");
    private static final Pattern FIGURE = Pattern.compile("FIGURE (A\\d+) \\| ([^|]+) \\| ([^|]+) \\| seed (\\S+)");
    private static final Pattern PARENT = Pattern.compile("class \\w+ extends (\\w+)");
    private static final Pattern CLASS = Pattern.compile("(\\w+)\\.java");

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 1 && args[0].equals("--check")) {
            check();
            return;
        }
        if (args.length > 0) {
            record(args);
        }
        List<Scenario> scenarios = scenarios();
        Files.writeString(PAGE, page(scenarios));
        System.out.println(summary(scenarios));
    }

    private static void check() throws IOException {
        List<Scenario> scenarios = scenarios();
        List<String> faults = new ArrayList<>();
        scenarios.forEach(scenario -> scenario.absent()
                .forEach(test -> faults.add("scenarios.tsv: " + scenario.id() + " names " + test + ", which is not there")));
        if (!Files.readString(PAGE).equals(page(scenarios))) {
            faults.add(PAGE + " is stale: run java " + HERE.resolve("Report.java"));
        }
        System.out.println(summary(scenarios));
        faults.forEach(System.out::println);
        if (!faults.isEmpty()) {
            System.exit(1);
        }
    }

    // ---- figures ----

    /** One run of one figure's test. The last run with the same text of "what" replaces the one before. */
    private record Run(String figure, String what, String result, String seed, String date, String commit) {
        static Run parse(String line) {
            String[] cells = line.split("\t", -1);
            return new Run(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
        }

        String line() {
            return String.join("\t", figure, what, result, seed, date, commit);
        }
    }

    private static void record(String[] logs) throws IOException, InterruptedException {
        String commit = commit();
        String date = LocalDate.now(ZoneOffset.UTC).toString();
        Map<String, Run> runs = new TreeMap<>();
        for (Run run : runs()) {
            runs.put(key(run), run);
        }
        int found = 0;
        for (String log : logs) {
            for (String line : Files.readString(Path.of(log)).split("\\R")) {
                Matcher figure = FIGURE.matcher(line);
                if (figure.find()) {
                    Run run = new Run(
                            figure.group(1), figure.group(2).strip(), figure.group(3).strip(), figure.group(4), date, commit);
                    runs.put(key(run), run);
                    found++;
                }
            }
        }
        System.out.println(found + " figures taken");
        Files.write(RUNS, runs.values().stream().map(Run::line).toList());
    }

    private static String key(Run run) {
        return String.format("%03d %s", number(run.figure()), run.what());
    }

    private static List<Run> runs() throws IOException {
        return Files.exists(RUNS) ? Files.readAllLines(RUNS).stream().map(Run::parse).toList() : List.of();
    }

    private static String commit() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
        String commit = new String(git.getInputStream().readAllBytes()).strip();
        return git.waitFor() == 0 ? commit : "unknown";
    }

    // ---- scenarios ----

    private record Scenario(String id, String failure, String state, List<String> tests, List<String> absent, String note) {}

    private static List<Scenario> scenarios() throws IOException {
        Map<String, String> sources = tests();
        List<Scenario> scenarios = new ArrayList<>();
        for (String line : Files.readAllLines(HERE.resolve("scenarios.tsv"))) {
            String[] cells = line.split("\t", -1);
            List<String> named = Stream.of(cells[3].split(" ")).filter(test -> !test.isBlank()).toList();
            List<String> absent = named.stream().filter(test -> !exists(test, sources)).toList();
            String state = !absent.isEmpty() || named.isEmpty() ? "missing" : cells[2];
            scenarios.add(new Scenario(cells[0], cells[1], state, named, absent, cells[4]));
        }
        return scenarios;
    }

    /** Test sources by class name. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("storage", "connector", "analytics", "local", "local/stores")) {
            try (Stream<Path> files = Files.walk(Path.of(module, "src/test/java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Matcher name = CLASS.matcher(file.getFileName().toString());
                    if (name.matches()) {
                        sources.put(name.group(1), Files.readString(file));
                    }
                }
            }
        }
        return sources;
    }

    /** Whether a class, or a class and a method that it has or inherits, is there. */
    private static boolean exists(String test, Map<String, String> sources) {
        String[] parts = test.split("\\.");
        String source = sources.get(parts[0]);
        if (source == null || parts.length == 1 || source.contains(" " + parts[1] + "(")) {
            return source != null;
        }
        Matcher parent = PARENT.matcher(source);
        return parent.find() && exists(parent.group(1) + "." + parts[1], sources);
    }

    private static String summary(List<Scenario> scenarios) {
        Map<String, Long> counts =
                scenarios.stream().collect(Collectors.groupingBy(Scenario::state, TreeMap::new, Collectors.counting()));
        String missing = scenarios.stream()
                .filter(scenario -> scenario.state().equals("missing"))
                .map(Scenario::id)
                .collect(Collectors.joining(", "));
        return scenarios.size() + " scenarios: " + counts.getOrDefault("covered", 0L) + " covered, "
                + counts.getOrDefault("partial", 0L) + " partial, " + counts.getOrDefault("missing", 0L) + " missing"
                + (missing.isEmpty() ? "" : " (" + missing + ")");
    }

    // ---- the page ----

    private static String page(List<Scenario> scenarios) throws IOException {
        StringBuilder page = new StringBuilder(Files.readString(HERE.resolve("head.md")));
        page.append("\n## Figures\n\n| | figure | run | result | seed | date, commit |\n| --- | --- | --- | --- | --- | --- |\n");
        List<Run> runs = runs();
        for (String line : Files.readAllLines(HERE.resolve("figures.tsv"))) {
            String[] cells = line.split("\t", -1);
            List<Run> of = runs.stream().filter(run -> run.figure().equals(cells[0])).toList();
            if (cells.length > 2) {
                row(page, cells[0], cells[1], cells[2] + " by this page's script", summary(scenarios), "", "");
            } else if (of.isEmpty()) {
                row(page, cells[0], cells[1], "not run", "", "", "");
            }
            for (Run run : of) {
                row(page, cells[0], cells[1], run.what(), run.result(), run.seed(), run.date() + ", " + run.commit());
            }
        }
        page.append("\n## Scenarios\n\n").append(summary(scenarios)).append(".\n\n");
        page.append("| | failure | state | tests | what turns them red, what is left |\n| --- | --- | --- | --- | --- |\n");
        for (Scenario scenario : scenarios) {
            String tests = scenario.tests().stream().map(test -> "`" + test + "`").collect(Collectors.joining(" "));
            row(page, scenario.id(), scenario.failure(), scenario.state(), tests, scenario.note());
        }
        return page.append('\n').append(Files.readString(HERE.resolve("faults.md"))).toString();
    }

    private static void row(StringBuilder page, String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(1));
    }
}
