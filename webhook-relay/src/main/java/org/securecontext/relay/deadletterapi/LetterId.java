package org.securecontext.relay.deadletterapi;

import java.util.regex.Pattern;

/** The place of a dead letter in {@code scp.webhook.dead-letters}, such as {@code 3-17}. */
record LetterId(int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("[0-9]{1,4}-[0-9]{1,18}");

    /**
     * Reads {@link #toString()}.
     *
     * @throws IllegalArgumentException when it is none
     */
    static LetterId parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a dead letter's id has the form 3-17");
        }
        int dash = text.indexOf('-');
        return new LetterId(Integer.parseInt(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
