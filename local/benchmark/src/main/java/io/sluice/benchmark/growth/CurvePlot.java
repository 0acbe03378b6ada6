package io.sluice.benchmark.growth;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A PNG of a curve from zero up, with the two lines between which it is flat. */
final class CurvePlot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 420;
    private static final Color BLUE = new Color(31, 119, 180);
    private static final Color GREY = new Color(150, 150, 150);

    private CurvePlot() {}

    static void write(Curve curve, Path file) {
        Unit unit = curve.series().unit();
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(curve.series().title() + ": CPU per " + unit.one())
                .xAxisTitle(curve.series().axis())
                .yAxisTitle(unit.time() + ", median")
                .build();
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setOverlapped(true);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler()
                .setYAxisMax(1.1
                        * Math.max(Curve.FLAT, curve.ratio())
                        * curve.cheapest().cost().median());
        chart.getStyler().setYAxisDecimalPattern("#,##0.##");
        List<String> sizes = curve.points().stream()
                .map(point -> String.format(Locale.ROOT, "%,d", point.size()))
                .toList();
        CategorySeries measured = chart.addSeries(
                "measured",
                sizes,
                curve.points().stream().map(point -> point.cost().median()).toList());
        measured.setLineColor(BLUE);
        measured.setMarkerColor(BLUE);
        measured.setMarker(SeriesMarkers.CIRCLE);
        double least = curve.cheapest().cost().median();
        bound(chart, "the cheapest", sizes, least);
        bound(chart, "20% more: below it, the curve is flat", sizes, Curve.FLAT * least);
        try {
            Files.write(file, ChartEncoder.getBytes(chart, "png"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void bound(CategoryChart chart, String name, List<String> sizes, double cost) {
        CategorySeries line = chart.addSeries(name, sizes, Collections.nCopies(sizes.size(), cost));
        line.setLineColor(GREY)
                .setLineStyle(
                        new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0));
        line.setMarker(SeriesMarkers.NONE);
    }
}
