package io.sluice.storage.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Lines of a ledger's files: JSON objects, each sealed by a checksum over what stands before it, {@code …,"crc32c":"0123abcd"}}. JSON alone
 * shows a line that was cut off, and not one in which a digit of an offset changed.
 */
final class LedgerLines {
    private static final String SEAL = ",\"crc32c\":\"";
    /** What is not ASCII is escaped, since UTF-8 cannot say an unpaired surrogate, which a partition value may have. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .build();

    private LedgerLines() {}

    static String write(Object value) {
        try {
            String json = JSON.writeValueAsString(value);
            String body = json.substring(0, json.length() - 1);
            return body + SEAL + checksum(body) + "\"}";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Records of texts and numbers can be written", e);
        }
    }

    /** @throws JsonProcessingException the line is not what was written */
    static <T> T read(String line, Class<T> type) throws JsonProcessingException {
        int seal = line.lastIndexOf(SEAL);
        if (seal < 0 || !line.substring(seal).equals(SEAL + checksum(line.substring(0, seal)) + "\"}")) {
            throw new Unsealed();
        }
        return JSON.readValue(line, type);
    }

    private static String checksum(String body) {
        CRC32C checksum = new CRC32C();
        checksum.update(body.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }

    private static final class Unsealed extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        Unsealed() {
            super("the line does not have the checksum that it was written with");
        }
    }
}
