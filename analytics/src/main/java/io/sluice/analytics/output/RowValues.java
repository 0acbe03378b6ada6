package io.sluice.analytics.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Spark's rows as plain Java values: structs and maps become Maps, arrays become Lists. */
public final class RowValues {
    private RowValues() {}

    /** All rows of {@code data}, which travel to the driver: bound it by a limit. */
    public static ResultTable table(String name, Dataset<Row> data) {
        return table(name, List.of(data.columns()), data.collectAsList());
    }

    public static ResultTable table(String name, List<String> columns, List<Row> rows) {
        return new ResultTable(name, columns, rows.stream().map(RowValues::list).toList());
    }

    private static List<Object> list(Row row) {
        List<Object> values = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            values.add(plain(row.get(i)));
        }
        return values;
    }

    private static Object plain(Object value) {
        if (value instanceof Row row) {
            return struct(row);
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof scala.collection.Iterable<?> values) {
            return array(values);
        }
        return value;
    }

    private static Map<String, Object> struct(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            fields.put(
                    row.schema() == null
                            ? "_" + (i + 1)
                            : row.schema().fields()[i].name(),
                    plain(row.get(i)));
        }
        return fields;
    }

    private static Map<String, Object> map(scala.collection.Map<?, ?> map) {
        Map<String, Object> entries = new LinkedHashMap<>();
        scala.collection.Iterator<?> each = map.iterator();
        while (each.hasNext()) {
            Tuple2<?, ?> entry = (Tuple2<?, ?>) each.next();
            entries.put(CellText.of(plain(entry._1())), plain(entry._2()));
        }
        return entries;
    }

    private static List<Object> array(scala.collection.Iterable<?> values) {
        List<Object> elements = new ArrayList<>();
        scala.collection.Iterator<?> each = values.iterator();
        while (each.hasNext()) {
            elements.add(plain(each.next()));
        }
        return elements;
    }
}
