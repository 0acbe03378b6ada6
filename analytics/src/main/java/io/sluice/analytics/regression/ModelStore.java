package io.sluice.analytics.regression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.analytics.error.JobException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;

/**
 * A folder that holds a pipeline in Spark's own format and, beside it, {@code sluice-model.json}. The file is written last: a folder
 * without it is no whole model.
 */
final class ModelStore {
    private static final String CARD = "sluice-model.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\..*");

    private final Path folder;
    private final Configuration conf;

    ModelStore(Path folder, Configuration conf) {
        this.folder = folder;
        this.conf = conf;
    }

    Path folder() {
        return folder;
    }

    /** Replaces what is there. */
    void save(PipelineModel model, ModelCard card) {
        try {
            model.write().overwrite().save(folder.toString());
            try (FSDataOutputStream out = file().getFileSystem(conf).create(file(), true)) {
                out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(card));
            }
        } catch (IOException e) {
            throw new JobException(
                    "Cannot save the model to " + folder,
                    String.valueOf(e.getMessage()),
                    "Check that the path can be written, or give another --model",
                    e);
        }
    }

    /** @param sparkVersion of the session that is to load the model */
    ModelCard card(String sparkVersion) {
        try (FSDataInputStream in = file().getFileSystem(conf).open(file())) {
            ModelCard card = JSON.readValue(in.readAllBytes(), ModelCard.class);
            if (newer(card.sparkVersion(), sparkVersion)) {
                throw new JobException(
                        "Cannot load the model in " + folder,
                        "Spark " + card.sparkVersion() + " saved it and this is Spark " + sparkVersion
                                + ", which does not read the formats of newer lines",
                        "Train it with this Spark, or score with that one");
            }
            return card;
        } catch (FileNotFoundException e) {
            throw new JobException(
                    "There is no model in " + folder,
                    "it has no " + CARD + ", which training writes last",
                    "Check --model, or train it: regression train --model " + folder,
                    e);
        } catch (JsonProcessingException e) {
            throw new JobException(
                    "Cannot read the model in " + folder,
                    CARD + " is damaged: " + e.getOriginalMessage(),
                    "Train it again",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file(), e);
        }
    }

    PipelineModel load() {
        return PipelineModel.load(folder.toString());
    }

    private Path file() {
        return new Path(folder, CARD);
    }

    static boolean newer(String saved, String running) {
        Matcher one = VERSION.matcher(saved);
        Matcher other = VERSION.matcher(running);
        if (!one.matches() || !other.matches()) {
            return false;
        }
        int major = Integer.compare(Integer.parseInt(one.group(1)), Integer.parseInt(other.group(1)));
        return major > 0 || (major == 0 && Integer.parseInt(one.group(2)) > Integer.parseInt(other.group(2)));
    }
}
