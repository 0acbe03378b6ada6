package io.sluice.benchmark.report;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;

/** A PNG with a bar for each contender: the median. */
final class Bars {
    private static final int WIDTH = 1000;
    private static final int ROW = 40;
    private static final int REST = 120;

    private Bars() {}

    static void write(String title, String axis, List<Line> lines, Function<Line, Spread> figure, Path file) {
        HorizontalBarChart chart = new HorizontalBarChartBuilder()
                .width(WIDTH)
                .height(REST + ROW * lines.size())
                .title(title)
                .xAxisTitle(axis)
                .build();
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setAvailableSpaceFill(0.7);
        chart.getStyler().setLabelsVisible(true);
        chart.getStyler().setDecimalPattern("#,##0.##");
        chart.getStyler().setSeriesColors(new Color[] {new Color(31, 119, 180)});
        // Else it names as many as it thinks that there is room for; that is one at least, and it refuses to be told
        // so.
        if (lines.size() > 1) {
            chart.getStyler().setXAxisMaxLabelCount(lines.size());
        }
        chart.addSeries(
                axis,
                lines.stream().map(line -> figure.apply(line).median()).toList(),
                lines.stream().map(line -> line.title().split(":", 2)[0]).toList());
        try {
            Files.write(file, ChartEncoder.getBytes(chart, "png"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
