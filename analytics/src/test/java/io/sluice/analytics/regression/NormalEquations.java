package io.sluice.analytics.regression;

import java.util.ArrayList;
import java.util.List;

/** Least squares in plain Java, to check a library by: (XᵀX) b = Xᵀy by Gauss' elimination. The last of a row is its label. */
record NormalEquations(List<Double> coefficients, double intercept) {
    static NormalEquations solve(List<double[]> rows) {
        int n = rows.get(0).length;
        double[][] system = new double[n][n + 1];
        for (double[] row : rows) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    system[i][j] += x(row, i) * x(row, j);
                }
                system[i][n] += x(row, i) * row[n - 1];
            }
        }
        for (int pivot = 0; pivot < n; pivot++) {
            for (int i = 0; i < n; i++) {
                double factor = i == pivot ? 0 : system[i][pivot] / system[pivot][pivot];
                for (int j = pivot; j <= n; j++) {
                    system[i][j] -= factor * system[pivot][j];
                }
            }
        }
        List<Double> coefficients = new ArrayList<>();
        for (int i = 0; i < n - 1; i++) {
            coefficients.add(system[i][n] / system[i][i]);
        }
        return new NormalEquations(coefficients, system[n - 1][n] / system[n - 1][n - 1]);
    }

    /** The features, and 1 for the intercept in the label's place. */
    private static double x(double[] row, int i) {
        return i == row.length - 1 ? 1 : row[i];
    }

    double predict(double[] row) {
        double sum = intercept;
        for (int i = 0; i < coefficients.size(); i++) {
            sum += coefficients.get(i) * row[i];
        }
        return sum;
    }

    double rmse(List<double[]> rows) {
        return Math.sqrt(squares(rows) / rows.size());
    }

    double r2(List<double[]> rows) {
        double mean =
                rows.stream().mapToDouble(row -> row[row.length - 1]).average().orElseThrow();
        double total = rows.stream()
                .mapToDouble(row -> Math.pow(row[row.length - 1] - mean, 2))
                .sum();
        return 1 - squares(rows) / total;
    }

    private double squares(List<double[]> rows) {
        return rows.stream()
                .mapToDouble(row -> Math.pow(row[row.length - 1] - predict(row), 2))
                .sum();
    }
}
