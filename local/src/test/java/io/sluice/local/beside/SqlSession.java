package io.sluice.local.beside;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** A Spark session that is called by reflection, since its jars share no classpath with the tests. */
final class SqlSession {
    private final Object session;
    private final Method sql;

    SqlSession() throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.apache.spark.sql.SparkSession");
        Object builder = type.getMethod("builder").invoke(null);
        this.session = builder.getClass().getMethod("getOrCreate").invoke(builder);
        this.sql = type.getMethod("sql", String.class);
    }

    /** Runs a statement and returns its rows. */
    Object[] collect(String statement) throws ReflectiveOperationException {
        Object result = sql.invoke(session, statement);
        return (Object[]) result.getClass().getMethod("collect").invoke(result);
    }

    /** Runs it and says on standard output how it went. */
    void run(String name, String statement) {
        try {
            long start = System.nanoTime();
            collect(statement);
            System.out.println("ok " + name + " " + (System.nanoTime() - start) / 1_000_000);
        } catch (InvocationTargetException e) {
            System.out.println("failed " + name + " "
                    + String.valueOf(e.getCause()).lines().findFirst().orElse(""));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
