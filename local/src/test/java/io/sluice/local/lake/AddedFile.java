package io.sluice.local.lake;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** A data file that a table's log added: its location, and the action as it stands in the log. */
public record AddedFile(Path path, JsonNode action) {}
