package io.sluice.analytics.regression;

import io.sluice.analytics.error.JobException;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A PNG of predicted against actual values: a perfect model's points lie on the diagonal. */
final class ScatterPlot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 700;

    private ScatterPlot() {}

    /** @param points pairs of actual and predicted, at least one */
    static void write(String title, String label, List<double[]> points, Path file) {
        double[] actual = points.stream().mapToDouble(point -> point[0]).toArray();
        double[] predicted = points.stream().mapToDouble(point -> point[1]).toArray();
        double low = points.stream()
                .mapToDouble(point -> Math.min(point[0], point[1]))
                .min()
                .orElseThrow();
        double high = points.stream()
                .mapToDouble(point -> Math.max(point[0], point[1]))
                .max()
                .orElseThrow();
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("actual " + label)
                .yAxisTitle("predicted " + label)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
        chart.getStyler().setMarkerSize(5);
        XYSeries rows = chart.addSeries(points.size() + " rows", actual, predicted);
        rows.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        rows.setMarkerColor(new Color(31, 119, 180, 110));
        rows.setMarker(SeriesMarkers.CIRCLE);
        XYSeries diagonal = chart.addSeries("predicted = actual", new double[] {low, high}, new double[] {low, high});
        diagonal.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        diagonal.setLineColor(new Color(214, 39, 40));
        diagonal.setMarker(SeriesMarkers.NONE);
        save(chart, file);
    }

    private static void save(XYChart chart, Path file) {
        try {
            Files.write(file, ChartEncoder.getBytes(chart, "png"));
        } catch (IOException e) {
            throw new JobException(
                    "Cannot write the plot to " + file,
                    e.toString(),
                    "Give --plot a file in a folder that is there and can be written",
                    e);
        }
    }
}
