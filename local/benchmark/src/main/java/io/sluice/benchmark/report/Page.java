package io.sluice.benchmark.report;

import io.sluice.benchmark.contender.Contender;
import io.sluice.benchmark.contender.Setting;
import io.sluice.benchmark.contender.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * benchmarks.md: a head written by hand, then what was measured.
 *
 * @param head file that the page begins with
 * @param folder the page and its plots go to
 * @param setup one line: records, rounds, versions
 */
public record Page(Path head, Path folder, String setup) {
    private static final String OURS = "ours-raw-2";

    public void write(List<Contender> contenders, List<Result> results) {
        Map<String, Line> lines = lines(contenders, results);
        List<String> page = new ArrayList<>();
        try {
            page.addAll(Files.readAllLines(head));
            page.add("");
            page.add("## Measured");
            page.add("");
            page.add(setup);
            page.add("Machine: " + Machine.text() + ".");
            page.add("");
            table(page, lines);
            goals(page, lines);
            page.add("![CPU per record](benchmarks-cpu.png)");
            page.add("");
            page.add("![Records a second](benchmarks-rate.png)");
            page.add("");
            settings(page, contenders);
            Files.createDirectories(folder);
            Files.write(folder.resolve("benchmarks.md"), page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Line> all = List.copyOf(lines.values());
        Bars.write("CPU per record", "µs, median", all, Line::cpu, folder.resolve("benchmarks-cpu.png"));
        Bars.write("Records a second", "median", all, Line::busyRate, folder.resolve("benchmarks-rate.png"));
    }

    private static Map<String, Line> lines(List<Contender> contenders, List<Result> results) {
        Map<String, Line> lines = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            List<Result> own = results.stream()
                    .filter(result -> result.contender().equals(contender.name()))
                    .toList();
            if (!own.isEmpty()) {
                lines.put(contender.name(), Line.of(contender.name(), contender.title(), own));
            }
        }
        return lines;
    }

    private static void table(List<String> page, Map<String, Line> lines) {
        page.add("| run | n | CPU µs/record | × | broker µs | records/s | without the last wait | × | peak RSS MiB "
                + "| heap after GC MiB | data MiB | files |");
        page.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        Optional<Line> ours = Optional.ofNullable(lines.get(OURS));
        for (Line line : lines.values()) {
            page.add(String.format(
                    Locale.ROOT,
                    "| %s | %d%s | %s | %s | %.2f | %s | %s | %s | %.0f | %.0f | %.0f | %.0f |",
                    line.title(),
                    line.counted().size(),
                    line.isDisturbed() ? " (disturbed)" : "",
                    line.cpu().text("%.2f"),
                    ours.map(o -> times(line.cpu(), o.cpu())).orElse("–"),
                    line.broker().median(),
                    line.rate().text("%,.0f"),
                    line.busyRate().text("%,.0f"),
                    ours.map(o -> times(line.busyRate(), o.busyRate())).orElse("–"),
                    line.peak().median(),
                    line.heap().median(),
                    line.data().median(),
                    line.files().median()));
        }
        page.add("");
        page.add(
                "Median (least–most) of n undisturbed runs; × is the ratio to Sluice with raw JSON and 2 tasks. A run is disturbed, and "
                        + "left out, when other processes used more than 5% of the machine; where no other is there, its figures stand marked.");
        page.add("");
    }

    private static String times(Spread one, Spread ours) {
        return String.format(Locale.ROOT, "%.2f", one.median() / ours.median());
    }

    private static void goals(List<String> page, Map<String, Line> lines) {
        page.add("| goal | bound | measured | |");
        page.add("| --- | --- | --- | --- |");
        for (Goal goal : Goal.ALL) {
            goal.ratio(lines)
                    .ifPresent(ratio -> page.add(String.format(
                            Locale.ROOT,
                            "| %s | %s %.1f | %.2f | %s |",
                            goal.text(),
                            goal.atLeast() ? "≥" : "≤",
                            goal.bound(),
                            ratio,
                            goal.isReached(ratio) ? "reached" : "**not reached**")));
        }
        page.add("");
    }

    private static void settings(List<String> page, List<Contender> contenders) {
        page.add("## How each is set");
        Map<List<Setting>, List<String>> bySettings = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            Target target = new Target("<run>", Path.of("/lake"), "events", contender.values(), "<broker>");
            bySettings
                    .computeIfAbsent(contender.settings(target), list -> new ArrayList<>())
                    .add(contender.title());
        }
        bySettings.forEach((settings, titles) -> {
            page.add("");
            page.add(String.join("; ", titles) + (settings.isEmpty() ? ": nothing to set." : ":"));
            if (!settings.isEmpty()) {
                page.add("");
                page.add("| setting | value | why |");
                page.add("| --- | --- | --- |");
            }
            settings.forEach(setting ->
                    page.add("| `" + setting.key() + "` | `" + setting.value() + "` | " + setting.why() + " |"));
        });
    }
}
