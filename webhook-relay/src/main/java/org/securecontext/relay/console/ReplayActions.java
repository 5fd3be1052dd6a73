package org.securecontext.relay.console;

import org.securecontext.relay.replays.ChangeReplay;
import org.securecontext.relay.replays.StartReplay;
import org.springframework.stereotype.Component;

/**
 * What the console does with replays.
 *
 * @param start starts one
 * @param change pauses, resumes and cancels
 */
@Component
record ReplayActions(StartReplay start, ChangeReplay change) {}
