package io.sluice.local.quickstart;

import io.sluice.local.process.Checkout;
import io.sluice.local.spark.SparkScript;
import java.nio.file.Path;

/** What a user does next. */
record Farewell(Narrator narrator, Checkout checkout, Workspace workspace) {
    void howToGoOn() {
        Path script = SparkScript.write(
                checkout, workspace.lakeUri(), workspace.folder().resolve("sluice.args"));
        narrator.headline("How to go on");
        narrator.say(
                "The lake stays in %s, the logs in %s.",
                workspace.shown(workspace.lake()), workspace.shown(workspace.logs()));
        narrator.say("Ask it something (no Spark installation needed):");
        narrator.say(
                "  java @%s sql \"SELECT type, count(*) FROM lake.github_events GROUP BY type\"",
                workspace.shown(script));
        narrator.say("Keep Kafka and Connect up to play with:     mvn -Pquickstart -Dquickstart.stay");
        narrator.say("Deploy for real:                            README.md, docs/operations.md");
    }

    void addresses(Stack stack) {
        narrator.headline("The stack stays up until Ctrl-C");
        narrator.say("Kafka        %s", stack.broker().bootstrap());
        narrator.say(
                "Connect      %s/connectors?expand=status",
                stack.worker().rest().address());
        narrator.say("lake         %s", workspace.lakeUri());
    }
}
