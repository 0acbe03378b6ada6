package io.sluice.local.beside;

/** Runs Spark SQL. Arguments: pairs of a name and a statement. */
public final class Statements {
    private Statements() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        SqlSession session = new SqlSession();
        for (int i = 0; i < args.length; i += 2) {
            session.run(args[i], args[i + 1]);
        }
        System.exit(0);
    }
}
