package io.sluice.analytics.job;

/** One run of a command: read, transform, write, report. It fails by throwing, never by printing. */
public interface Job {
    /** What the Spark UI shows beside this job's stages. */
    String description();

    Outcome run(JobContext context) throws Exception;
}
