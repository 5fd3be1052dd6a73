package org.securecontext.localstack.backends;

import java.util.Locale;

/** When Redis forces its append-only file to disk. */
public enum Appendfsync {
    ALWAYS,
    EVERYSEC,
    NO;

    String argument() {
        return name().toLowerCase(Locale.ROOT);
    }
}
