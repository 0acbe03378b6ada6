package io.sluice.benchmark.contender;

/**
 * A setting that is not the program's default, or that is worth to be named.
 *
 * @param why it is set so; empty where it only says where things are
 */
public record Setting(String key, String value, String why) {
    static Setting of(String key, Object value) {
        return new Setting(key, value.toString(), "");
    }

    static Setting of(String key, Object value, String why) {
        return new Setting(key, value.toString(), why);
    }
}
