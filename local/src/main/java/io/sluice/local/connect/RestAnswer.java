package io.sluice.local.connect;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the worker said.
 *
 * @param status of HTTP
 * @param body JSON; a missing node if there was none
 */
public record RestAnswer(int status, JsonNode body) {
    public boolean ok() {
        return status / 100 == 2;
    }
}
